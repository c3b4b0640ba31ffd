//! The program `sunmao`; everything it does is in the library.

fn main() -> std::process::ExitCode {
    sunmao::cli::run(std::env::args_os())
}
