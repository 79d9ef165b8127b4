//! What a site may expect: its wishes are kept, and it is not asked more often than it can bear.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

#[test]
fn retry_after_is_kept_in_seconds_and_as_a_date() {
    let count = AtomicUsize::new(0);
    let server = serve(move |_, stream| match count.fetch_add(1, Ordering::SeqCst) {
        0 => answer(stream, "429 Too Many Requests", &["Retry-After: 7"], b""),
        1 => answer(stream, "503 Busy", &["Retry-After: Wed, 24 May 2023 06:00:18 GMT"], b""),
        _ => ok(stream, RSS),
    });
    let mut runs = Runs::new(&[server.url("/a.xml")], "kind = \"rss\"");
    assert_eq!(runs.run().0.len(), 1);
    assert_eq!(runs.time.slept(), [7, 11]);
}

#[test]
fn a_server_that_asks_for_an_hour_is_left_alone_for_an_hour() {
    let server = serve(|_, stream| answer(stream, "429 Too Many Requests", &["Retry-After: 3600"], b""));
    let mut runs = Runs::new(&[server.url("/a.xml")], "kind = \"rss\"");
    let (_, reports) = runs.run();
    assert!(matches!(reports[0].errors[0], Error::Later { status: 429, .. }), "{:?}", reports[0].errors);
    runs.time.pass(SignedDuration::from_mins(59));
    runs.run();
    assert_eq!(server.asked().len(), 1, "it was asked again too early");
    runs.time.pass(SignedDuration::from_mins(2));
    runs.run();
    assert_eq!(server.asked().len(), 2);
    assert_eq!(runs.time.slept(), [] as [u64; 0]);
}

#[test]
fn a_failing_server_is_asked_again_after_growing_waits_and_then_given_up() {
    let server = serve(|_, stream| answer(stream, "503 Busy", &[], b""));
    let mut runs = Runs::new(&[server.url("/a.xml")], "kind = \"rss\"");
    let (_, reports) = runs.run();
    assert!(matches!(reports[0].errors[0], Error::Status { status: 503, .. }));
    assert_eq!((server.asked().len(), runs.time.slept()), (3, vec![2, 4]));
    let known = runs.states.values().next().unwrap();
    assert_eq!(known.failures, 1);
    assert!(known.last_error.as_ref().unwrap().contains("503"));
}

#[test]
fn what_is_gone_is_not_asked_for_again() {
    let server = serve(|_, stream| not_found(stream));
    let error = one(&server, "/a.xml").unwrap_err();
    assert!(error.to_string().contains("404; the address may have changed"), "{error}");
    assert_eq!(server.asked().len(), 1);
}

#[test]
fn what_robots_txt_does_not_want_read_is_not_read() {
    let server = Server::new(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => {
            ok(stream, b"User-agent: *\nDisallow: /\n\nUser-agent: frontline\nDisallow: /private\nCrawl-delay: 5\n");
        }
        "/jump" => answer(stream, "302 Found", &["Location: /private/b.xml"], b""),
        _ => ok(stream, RSS),
    });
    let urls = ["/private/a.xml", "/jump", "/open/a.xml"].map(|path| server.url(path));
    let mut runs = Runs::new(&urls, "kind = \"rss\"");
    runs.settings.feeds_at_once = 1;
    let (items, reports) = runs.run();
    assert_eq!(items.len(), 1);
    assert!(matches!(reports[0].errors[0], Error::Robots { .. }));
    assert!(matches!(reports[1].errors[0], Error::Robots { .. }));
    assert_eq!(server.paths(), ["/jump", "/open/a.xml"]);
    assert!(runs.time.slept().contains(&5), "the delay that was asked for: {:?}", runs.time.slept());
}

#[test]
fn a_site_whose_wishes_cannot_be_known_is_left_alone() {
    let server = Server::new(|asked, stream| match asked.path.as_str() {
        "/robots.txt" => answer(stream, "500 No", &[], b""),
        _ => ok(stream, RSS),
    });
    let error = one(&server, "/a.xml").unwrap_err();
    assert!(matches!(error, Error::NoRobots { .. }), "{error:?}");
    assert_eq!(server.asked().len(), 0);
}

#[test]
fn a_host_has_two_connections_and_a_pause_between_requests() {
    let (now, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let seen = Arc::clone(&most);
    let server = serve(move |_, stream| {
        seen.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(60));
        now.fetch_sub(1, Ordering::SeqCst);
        ok(stream, RSS);
    });
    let urls: Vec<String> = (0..8).map(|number| server.url(&format!("/{number}"))).collect();
    let mut runs = Runs::new(&urls, "kind = \"rss\"");
    runs.settings.pause = Duration::from_secs(3);
    let begun = *runs.time.now.lock().unwrap();
    assert_eq!(runs.run().0.len(), 8);
    assert_eq!(most.load(Ordering::SeqCst), 2);
    let passed = runs.time.now.lock().unwrap().duration_since(begun);
    // Nine requests with robots.txt: eight pauses at least.
    assert!(passed >= SignedDuration::from_secs(24), "{passed:?}");
}
