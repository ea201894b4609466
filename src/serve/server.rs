//! The server: a socket, a few threads, and an end.

use super::app::{App, Options, Place};
use super::{routes, token};
use crate::error::{Error, Result};
use crate::pipeline::Coder;
use crate::project::{Project, Reader};
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, watch};

/// The head of a request is at most so long, in bytes.
const HEAD: usize = 64 << 10;

/// How long work that is under way may take when the server ends.
const FAREWELL: Duration = Duration::from_secs(10);

/// A server that runs. It ends with the value.
#[derive(Debug)]
pub struct Running {
    runtime: Option<Runtime>,
    address: SocketAddr,
    link: String,
    stop: watch::Sender<bool>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address to open in a browser, with the token if there is one.
    #[must_use]
    pub fn link(&self) -> &str {
        &self.link
    }

    /// Waits until the person at the terminal ends it (Ctrl-C).
    pub fn wait(mut self) {
        if let Some(runtime) = &self.runtime {
            // Where the system gives no signal there is nothing to wait for but the end of the process.
            if runtime.block_on(tokio::signal::ctrl_c()).is_err() {
                runtime.block_on(std::future::pending::<()>());
            }
        }
        self.end();
    }

    fn end(&mut self) {
        let _ = self.stop.send(true);
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(FAREWELL);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// Starts to serve a project.
///
/// # Errors
/// If the address is not free, or the system gives no threads.
pub fn start(mut project: Project, coder: &'static Coder, reader: Reader, mut options: Options) -> Result<Running> {
    let named = options.bind.clone();
    let addresses: Vec<SocketAddr> = match &named {
        None => vec![SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))],
        Some(name) => {
            let bare = name.trim_start_matches('[').trim_end_matches(']');
            let found = (bare, options.port).to_socket_addrs();
            found.map_err(|cause| Error::new(format!("`{name}` is no address of this machine")).caused_by(cause))?.collect()
        }
    };
    let is_ours_alone = addresses.iter().all(|address| address.ip().is_loopback());
    if options.token.as_deref().is_some_and(|token| token.len() < 8) {
        return Err(Error::new("the token is too short").hint("give 8 letters or more, or none: one is then made where it is needed"));
    }
    if !is_ours_alone && options.token.is_none() {
        options.token = Some(token::word()?);
    }
    project.refresh(coder)?;
    let failed = |cause| {
        Error::new(format!("could not listen at port {}", options.port))
            .caused_by(cause)
            .hint("another server may be there: give another port with --port")
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|cause| Error::new("the server could not be started").caused_by(cause))?;
    let listener = runtime.block_on(TcpListener::bind(addresses.as_slice())).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let hosts = names(named.as_deref(), address);
    let shown = match &named {
        Some(name) if !address.ip().is_unspecified() => with_port(name, address.port()),
        _ => with_port(&shown_ip(address.ip()), address.port()),
    };
    let link = match &options.token {
        Some(token) => format!("http://{shown}/?token={}", super::address::encoded(token)),
        None => format!("http://{shown}/"),
    };
    let place = Place { port: address.port(), hosts, any_address: address.ip().is_unspecified(), is_ours_alone };
    let app = Arc::new(App::new(project, coder, reader, &options, place)?);
    let (stop, stopped) = watch::channel(false);
    let router = routes::router(app.clone());
    runtime.spawn(serve(listener, router, app, stopped));
    Ok(Running { runtime: Some(runtime), address, link, stop })
}

/// The names under which the server may be asked for.
fn names(bind: Option<&str>, address: SocketAddr) -> Vec<String> {
    let mut names = vec![shown_ip(address.ip())];
    names.extend(bind.map(str::to_owned));
    if address.ip().is_loopback() || address.ip().is_unspecified() {
        names.extend(["127.0.0.1", "localhost", "::1"].map(str::to_owned));
    }
    let mut names: Vec<String> = names.iter().map(|name| with_port(name, address.port()).to_ascii_lowercase()).collect();
    // Browsers leave the usual port out.
    let bare: Vec<String> = names.iter().filter_map(|name| name.strip_suffix(":80")).map(str::to_owned).collect();
    names.extend(bare);
    names.sort();
    names.dedup();
    names
}

fn shown_ip(ip: IpAddr) -> String {
    if ip.is_unspecified() { Ipv4Addr::LOCALHOST.to_string() } else { ip.to_string() }
}

fn with_port(name: &str, port: u16) -> String {
    if name.contains(':') && !name.starts_with('[') { format!("[{name}]:{port}") } else { format!("{name}:{port}") }
}

/// Takes connections until the end. Who opens many and says nothing is left after the time for a head.
async fn serve(listener: TcpListener, router: Router, app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(app.limits.connections));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let stream = tokio::select! {
            taken = listener.accept() => {
                let Ok((stream, _)) = taken else {
                    // Too many open files, mostly: others will be closed.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                };
                stream
            }
            _ = stopped.changed() => return,
        };
        let service = TowerToHyperService::new(router.clone());
        let head = app.limits.head;
        let mut ended = stopped.clone();
        tokio::spawn(async move {
            let mut settings = http1::Builder::new();
            settings.timer(TokioTimer::new()).header_read_timeout(head).max_buf_size(HEAD);
            let connection = settings.serve_connection(TokioIo::new(stream), service);
            tokio::select! {
                // A guest that is gone, or speaks no HTTP, is no fault of ours.
                _ = connection => {}
                _ = ended.changed() => {}
            }
            drop(place);
        });
    }
}
