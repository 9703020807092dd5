//! Messages are handled in the order in which they arrive.
//!
//! Handlers run concurrently, and interleave at every await. What a handler does before its first await is in order all the
//! same: it is called and polled once before the next message is read. Only what then still waits, for an analysis say,
//! goes on beside the others.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tower_lsp::gen_lsp_types::MessageType;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;

use super::outbox::Outbox;

/// How many requests may wait for their answers before no more messages are read.
const WAITING: usize = 10_000;

/// Hands `messages` to `service` one after the other and its answers to `outbox`, until the client says `exit` or the
/// messages end. A handler that panics answers InternalError. What waits is run by `runtime`.
pub fn serve<S>(
    messages: impl Iterator<Item = Result<Request, Error>>,
    service: &mut S,
    outbox: &Arc<Outbox>,
    runtime: &Handle,
) where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    let waiting = Arc::new(Semaphore::new(WAITING));
    let _within = runtime.enter();
    for message in messages {
        let request = match message {
            Ok(request) => with_params(request),
            Err(error) => {
                outbox.respond(&Response::from_error(Id::Null, error));
                continue;
            }
        };
        let exit = request.method() == "exit";
        let (method, id) = (request.method().to_owned(), request.id().cloned());
        let work = catch_unwind(AssertUnwindSafe(|| service.call(request))).ok();
        let mut answer = Box::pin(guarded(work, method, id, outbox.clone()));
        match answer.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer.iter().for_each(|answer| outbox.respond(answer)),
            Poll::Pending => {
                let permit = runtime.block_on(waiting.clone().acquire_owned());
                let outbox = outbox.clone();
                runtime.spawn(async move {
                    answer.await.iter().for_each(|answer| outbox.respond(answer));
                    drop(permit);
                });
            }
        }
        if exit {
            break;
        }
        outbox.room();
    }
}

/// What `work` gives, and InternalError where it panics, or did (`None`).
async fn guarded<E>(
    work: Option<impl Future<Output = Result<Option<Response>, E>>>,
    method: String,
    id: Option<Id>,
    outbox: Arc<Outbox>,
) -> Option<Response> {
    let mut work = work.map(Box::pin);
    let answer = poll_fn(|context| {
        let step = work.as_mut().and_then(|work| catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))).ok());
        step.map_or(Poll::Ready(None), |step| step.map(Some))
    });
    let answer = answer.await;
    let refuse = |error| id.map(|id| Response::from_error(id, error));
    match answer {
        // The library leaves requests whose names begin with `$/` unanswered; the protocol does not.
        Some(answer) => answer.unwrap_or_default().or_else(|| refuse(Error::method_not_found())),
        None => {
            outbox.log(MessageType::Error, format!("{method} failed; this is a fault of ours"));
            refuse(Error::internal_error())
        }
    }
}

/// `request`, with null for parameters that are left out: so its handler sees, and says, that they are missing.
fn with_params(request: Request) -> Request {
    match (request.id(), request.params()) {
        (None, None) => Request::build(request.into_parts().0).params(serde_json::Value::Null).finish(),
        _ => request,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::convert::Infallible;
    use std::io::{self, Write};
    use std::sync::Mutex;
    use std::time::{Duration, Instant};

    use tokio::runtime::Builder;
    use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

    /// Answers with the name of the method, in the way the name says.
    struct Moody(UnboundedSender<String>);

    impl Service<Request> for Moody {
        type Response = Option<Response>;
        type Error = Infallible;
        type Future = std::pin::Pin<Box<dyn Future<Output = Result<Option<Response>, Infallible>> + Send>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            let (method, id, _) = request.into_parts();
            assert_ne!(method, "panics when called");
            let log = self.0.clone();
            Box::pin(async move {
                log.send(method.to_string()).expect("the log is open");
                assert_ne!(method, "panics when polled");
                if method.ends_with("later") {
                    tokio::task::yield_now().await;
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
                assert_ne!(method, "panics later");
                Ok(id.map(|id| Response::from_ok(id, method.as_ref().into())))
            })
        }
    }

    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl Write for Page {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("no panic").extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What is written when `messages` come in, and in which order their handlers start.
    fn serve_all(messages: Vec<Result<Request, Error>>, answers: usize) -> (String, Vec<String>) {
        let (log, mut started) = unbounded_channel();
        let (outbox, page) = (Arc::new(Outbox::default()), Page::default());
        let (writer, out) = (outbox.clone(), page.clone());
        std::thread::spawn(move || writer.deliver(out));
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_time().build().expect("threads");
        serve(messages.into_iter(), &mut Moody(log), &outbox, runtime.handle());
        let written = || String::from_utf8(page.0.lock().expect("no panic").clone()).expect("JSON");
        let deadline = Instant::now() + Duration::from_secs(60);
        while written().matches(r#""id":"#).count() < answers {
            assert!(Instant::now() < deadline, "{answers} answers in {}", written());
            std::thread::sleep(Duration::from_millis(1));
        }
        (written(), std::iter::from_fn(|| started.blocking_recv()).collect())
    }

    fn requests(methods: &[&'static str]) -> Vec<Result<Request, Error>> {
        methods.iter().zip(1..).map(|(&method, id)| Ok(Request::build(method).id(id).finish())).collect()
    }

    #[test]
    fn a_handler_that_panics_answers_and_the_next_is_called() {
        let (written, _) =
            serve_all(requests(&["panics when called", "panics when polled", "panics later", "sings"]), 4);
        for id in 1..=3 {
            let answer =
                format!(r#"{{"jsonrpc":"2.0","error":{{"code":-32603,"message":"Internal error"}},"id":{id}}}"#);
            assert!(written.contains(&answer), "{written}");
        }
        assert!(written.contains(r#""message":"panics later failed; this is a fault of ours""#), "{written}");
        assert!(written.contains(r#"{"jsonrpc":"2.0","result":"sings","id":4}"#), "{written}");
    }

    #[test]
    fn handlers_start_in_the_order_of_their_messages() {
        let methods: Vec<&str> = (0..500).map(|turn| if turn % 3 == 0 { "sings later" } else { "sings" }).collect();
        let (written, started) = serve_all(requests(&methods), 500);
        assert_eq!(started, methods);
        assert_eq!(written.matches("result").count(), 500);
    }

    #[test]
    fn nothing_is_handled_after_exit() {
        let (_, started) = serve_all(requests(&["sings", "exit", "sings"]), 2);
        assert_eq!(started, ["sings", "exit"]);
    }

    #[test]
    fn a_message_that_is_none_is_answered() {
        let (written, _) = serve_all(vec![Err(Error::parse_error())], 1);
        assert!(written.ends_with(r#"{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"},"id":null}"#));
    }
}
