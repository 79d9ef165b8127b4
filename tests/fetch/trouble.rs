//! Servers that are slow, cut off, endless, packed wrongly, or lead where nobody should be led.

use std::sync::atomic::{AtomicU64, Ordering};

use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::*;

#[test]
fn a_server_that_says_nothing_and_one_that_drips_are_not_waited_for() {
    let server = serve(|asked, stream| {
        if asked.path == "/drip" {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        }
        for _ in 0..100 {
            std::thread::sleep(Duration::from_millis(100));
            if asked.path == "/drip" && stream.write_all(b"x").is_err() {
                break;
            }
        }
    });
    let begun = std::time::Instant::now();
    let silent = one(&server, "/silent").unwrap_err();
    assert!(matches!(&silent, Error::Connection { source, .. } if source.is_timeout()), "{silent:?}");
    let drip = one(&server, "/drip").unwrap_err();
    assert!(matches!(drip, Error::Slow { .. }), "{drip:?}");
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
}

#[test]
fn an_answer_that_is_cut_off_is_not_taken_for_a_whole_one() {
    let server = serve(|asked, stream| {
        let _ = stream.write_all(match asked.path.as_str() {
            "/length" => b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>".as_slice(),
            "/chunks" => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n3e8\r\n<it".as_slice(),
            "/head" => b"HTTP/1.1 200 OK\r\nContent-Le".as_slice(),
            _ => b"HTTP/9 what\r\n\r\n".as_slice(),
        });
    });
    for path in ["/length", "/chunks"] {
        let error = one(&server, path).unwrap_err();
        assert!(matches!(error, Error::Broken { .. }), "{path}: {error:?}");
    }
    for path in ["/head", "/noise"] {
        let error = one(&server, path).unwrap_err();
        assert!(matches!(error, Error::Connection { .. }), "{path}: {error:?}");
    }
    assert_eq!(server.asked().len(), 12, "each was tried three times");
}

#[test]
fn a_body_is_unpacked_as_its_header_says_and_refused_when_it_is_not_so() {
    let server = serve(|asked, stream| match asked.path.as_str() {
        "/gzip" => answer(stream, "200 OK", &["Content-Encoding: gzip"], &gzip(RSS)),
        "/twice" => answer(stream, "200 OK", &["Content-Encoding: gzip"], &gzip(&gzip(RSS))),
        "/file" => ok(stream, &gzip(RSS)),
        "/zlib" => {
            let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(RSS).unwrap();
            answer(stream, "200 OK", &["Content-Encoding: deflate"], &encoder.finish().unwrap());
        }
        "/bare" => {
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(RSS).unwrap();
            answer(stream, "200 OK", &["Content-Encoding: deflate"], &encoder.finish().unwrap());
        }
        "/lie" => answer(stream, "200 OK", &["Content-Encoding: gzip"], RSS),
        "/half" => answer(stream, "200 OK", &["Content-Encoding: gzip"], &gzip(RSS)[..40]),
        _ => answer(stream, "200 OK", &["Content-Encoding: br"], RSS),
    });
    for path in ["/gzip", "/twice", "/file", "/zlib", "/bare"] {
        assert_eq!(one(&server, path).unwrap().body, RSS, "{path}");
    }
    for path in ["/lie", "/half"] {
        let error = one(&server, path).unwrap_err();
        assert!(matches!(error, Error::Broken { .. }), "{path}: {error:?}");
    }
    let error = one(&server, "/br").unwrap_err();
    assert!(matches!(&error, Error::Encoding { encoding, .. } if encoding == "br"), "{error:?}");
}

#[test]
fn an_endless_body_is_hung_up_on() {
    let sent = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&sent);
    let server = serve(move |asked, stream| {
        let head = if asked.path == "/said" { "Content-Length: 10737418240\r\n" } else { "" };
        let _ = stream.write_all(format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes());
        let block = vec![b'x'; 1 << 16];
        while counted.fetch_add(1 << 16, Ordering::SeqCst) < 10 << 30 && stream.write_all(&block).is_ok() {}
    });
    for path in ["/said", "/unsaid"] {
        let error = one(&server, path).unwrap_err();
        assert!(matches!(error, Error::TooLarge { unpacked: false, limit: 200_000, .. }), "{path}: {error:?}");
    }
    assert_eq!(server.asked().len(), 2, "too much is not asked for again");
    assert!(sent.load(Ordering::SeqCst) < 64 << 20, "{} bytes were taken", sent.load(Ordering::SeqCst));
}

#[test]
fn a_small_body_that_unpacks_to_a_huge_one_is_stopped_on_the_way() {
    let bomb = gzip(&vec![0; 20 << 20]);
    assert!(bomb.len() < 200_000);
    let server = serve(move |asked, stream| match asked.path.as_str() {
        "/header" => answer(stream, "200 OK", &["Content-Encoding: gzip"], &bomb),
        _ => ok(stream, &bomb),
    });
    for path in ["/header", "/file.xml.gz"] {
        let error = one(&server, path).unwrap_err();
        assert!(matches!(error, Error::TooLarge { unpacked: true, limit: 1_000_000, .. }), "{path}: {error:?}");
    }
}

#[test]
fn nothing_leads_into_somebodys_own_network() {
    let inside = Server::on(Ipv4Addr::new(127, 0, 0, 2), |_, stream| ok(stream, b"secret"));
    let port = inside.address.port();
    let server = serve(move |asked, stream| {
        let target = match asked.path.as_str() {
            "/loopback" => format!("http://127.0.0.2:{port}/"),
            "/number" => format!("http://2130706434:{port}/"),
            "/mapped" => format!("http://[::ffff:127.0.0.2]:{port}/"),
            "/six" => "http://[::1]/".to_owned(),
            "/private" => "http://10.0.0.1/".to_owned(),
            "/cloud" => "http://169.254.169.254/latest/meta-data/".to_owned(),
            "/name" => format!("http://inside.example:{port}/"),
            "/both" => format!("http://both.example:{port}/"),
            _ => "file:///etc/passwd".to_owned(),
        };
        answer(stream, "302 Found", &[&format!("Location: {target}")], b"");
    });
    let ask = |url: String| {
        let mut runs = Runs::new(&[url], "kind = \"rss\"");
        let addresses = |list: &[&str]| list.iter().map(|address| address.parse().unwrap()).collect();
        let names = &mut runs.settings.addresses.names;
        names.insert("inside.example".to_owned(), addresses(&["127.0.0.2"]));
        names.insert("both.example".to_owned(), addresses(&["93.184.216.34", "127.0.0.2"]));
        let (items, mut reports) = runs.run();
        assert_eq!(items.len(), 0);
        reports.remove(0).errors.remove(0)
    };
    for path in ["/loopback", "/number", "/mapped", "/six", "/private", "/cloud", "/name", "/both"] {
        let error = ask(server.url(path));
        let is_private = match &error {
            Error::Private { .. } => true,
            // The name is looked at first when robots.txt is asked for.
            Error::NoRobots { reason, .. } => reason.contains("not public"),
            _ => false,
        };
        assert!(is_private, "{path}: {error:?}");
    }
    assert!(matches!(ask(server.url("/file")), Error::Target { .. }));
    // A feed's own address is looked at like any other: a name may have been pointed elsewhere since it was written down.
    assert!(ask(format!("http://inside.example:{port}/")).to_string().contains("not public"));
    assert_eq!(inside.asked().len(), 0, "the inside was asked");
}

#[test]
fn one_bad_feed_stops_no_other() {
    let server = serve(|asked, stream| match asked.path.as_str() {
        "/good" => ok(stream, RSS),
        "/broken" => ok(stream, b"\0\xff<not a feed"),
        _ => drop(stream.shutdown(std::net::Shutdown::Both)),
    });
    let mut urls = ["/gone", "/good", "/broken"].map(|path| server.url(path)).to_vec();
    urls.push("http://no-such-host.invalid/".to_owned());
    let mut runs = Runs::new(&urls, "kind = \"rss\"\narticles = \"linked\"");
    runs.feeds[1].articles = frontline::fetch::Articles::InFeed;
    let (items, reports) = runs.run();
    assert_eq!(items.iter().map(|item| item.feed).collect::<Vec<_>>(), [1]);
    assert_eq!(reports.iter().map(|report| report.errors.len()).collect::<Vec<_>>(), [1, 0, 1, 1]);
    assert!(matches!(reports[2].errors[0], Error::Content { .. }));
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused() {
    let certificate = CertificateDer::from(include_bytes!("data/self_signed.cert.der").to_vec());
    let key = PrivateKeyDer::try_from(include_bytes!("data/self_signed.key.der").to_vec()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let read = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&read);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = rustls::ServerConnection::new(Arc::new(config.clone())).unwrap();
            let mut stream = rustls::StreamOwned::new(connection, stream.unwrap());
            // Whoever trusts the certificate sends a request.
            counted.fetch_add(u64::from(stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").is_ok()), Ordering::SeqCst);
        }
    });
    let (items, reports) = Runs::new(&[format!("https://{address}/")], "kind = \"rss\"").run();
    let error = reports[0].errors[0].whole();
    assert!(items.is_empty() && error.contains("invalid peer certificate"), "{error}");
    assert_eq!(read.load(Ordering::SeqCst), 0);
}
