FROM rust:1.95.0-bookworm AS build
WORKDIR /src
# The image's own toolchain, without the components that rust-toolchain.toml asks for in development.
ENV RUSTUP_TOOLCHAIN=1.95.0
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --bin sunmao \
    && install -D target/release/sunmao /out/sunmao

FROM debian:bookworm-slim
# /data is the only folder that the program writes to: the root may be read-only.
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /data sunmao \
    && install --directory --owner=sunmao --group=sunmao --mode=0700 /data
COPY --from=build /out/sunmao /usr/local/bin/sunmao
ENV SUNMAO_LISTEN=0.0.0.0:8080 SUNMAO_DATA_DIR=/data
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
# The slim image has no HTTP client, but bash can open a connection.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["sunmao"]
CMD ["serve"]
