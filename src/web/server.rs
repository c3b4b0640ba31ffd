//! Listening, serving, and stopping without cutting anybody off.

use std::future::Future;
use std::io;
use std::net::{SocketAddr, TcpListener};

use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use tokio::signal::unix::{SignalKind, signal};

use crate::flows::Site;

use super::config::{Config, PublicUrl};
use super::state::State;
use super::{error, forgery, headers, limits, routes, session};

/// The site, bound to its address.
#[derive(Debug)]
pub struct Application {
    listener: TcpListener,
    address: SocketAddr,
    state: State,
}

impl Application {
    /// Takes the address, so that a port already in use shows at once.
    ///
    /// # Errors
    /// Those of the operating system, such as [`io::ErrorKind::AddrInUse`].
    pub fn bind(config: &Config, site: Site) -> io::Result<Self> {
        let listener = TcpListener::bind(config.listen)?;
        let address = listener.local_addr()?;
        let public_url = config.public_url.clone().unwrap_or_else(|| PublicUrl::of_listener(address));
        Ok(Self { listener, address, state: State::new(site, public_url, config) })
    }

    /// The address that is listened at, with the real port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address under which the world reaches the site.
    pub fn public_url(&self) -> &PublicUrl {
        self.state.public_url()
    }

    /// Serves until SIGINT or SIGTERM; requests under way are finished.
    ///
    /// # Errors
    /// Those of the operating system.
    pub fn run(self) -> io::Result<()> {
        actix_web::rt::System::new().block_on(async {
            let (mut interrupt, mut terminate) =
                (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
            self.run_until(async move {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
            })
            .await
        })
    }

    /// Serves until `stop` is done; requests under way are finished.
    ///
    /// # Errors
    /// Those of the operating system.
    pub async fn run_until(self, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let state = web::Data::new(self.state);
        HttpServer::new(move || {
            // The last one wrapped sees the request first and the answer last.
            App::new()
                .app_data(state.clone())
                .configure(routes::routes)
                .wrap(from_fn(session::identify))
                .wrap(from_fn(forgery::check))
                .wrap(from_fn(limits::sizes))
                .wrap(from_fn(error::error_pages))
                .wrap(Compress::default())
                .wrap(headers::security(state.public_url()))
        })
        // Else the end of an answer waits, mostly for 40 ms, until the browser has confirmed its beginning.
        .tcp_nodelay(true)
        .keep_alive(limits::KEEP_ALIVE)
        .client_request_timeout(limits::HEAD_TIMEOUT)
        .max_connections(limits::MAX_CONNECTIONS)
        .shutdown_timeout(limits::SHUTDOWN_SECONDS)
        .shutdown_signal(stop)
        .listen(self.listener)?
        .run()
        .await
    }
}
