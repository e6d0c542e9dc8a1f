//! A published site verified: by others' tools, in a folder, and against hosts that lie in every way.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::portal::{Answer, Portal, tree};
use crate::publishing::publish;

const ABOUT: &str = "content/pages/a-propos.fr.md";

/// A portal with three editions.
fn published() -> Portal {
    let portal = Portal::small();
    for (at, text) in ["Une page.", "Une deuxième.", "Une troisième."].iter().enumerate() {
        portal.write(ABOUT, format!("---\ntitle: À propos\n---\n\n{text}\n"));
        publish(&portal, &format!("2023-06-0{}", at + 1), &["--no-precompress"]);
    }
    portal
}

fn verify(portal: &Portal, args: &[&str]) -> Answer {
    portal.run(&[&["verify"], args].concat())
}

/// The kinds of faults that are found, and the exit code.
fn found(portal: &Portal, args: &[&str]) -> (Vec<String>, i32) {
    let answer = verify(portal, &[args, &["--format", "json"]].concat());
    let value: Value =
        serde_json::from_str(&answer.wrote).unwrap_or_else(|_| panic!("{} {}", answer.wrote, answer.said));
    let kinds =
        value["findings"].as_array().unwrap().iter().map(|finding| finding["kind"].as_str().unwrap().to_owned());
    (kinds.collect(), answer.code)
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn token(portal: &Portal) -> String {
    let value: Value = serde_json::from_str(&verify(portal, &["public", "--format", "json"]).wrote).unwrap();
    value["token"].as_str().unwrap().to_owned()
}

#[test]
fn a_chain_can_be_followed_with_the_tools_of_others() {
    let portal = published();
    let chain = portal.read("public/editions.json");
    let lines: Vec<&str> =
        chain.lines().filter(|line| line.starts_with('{')).map(|line| line.trim_end_matches(',')).collect();
    let editions: Vec<Value> = serde_json::from_str(&chain).unwrap();
    assert_eq!((lines.len(), editions.len()), (3, 3));
    assert_eq!(editions[0]["previous"], Value::Null);
    for at in 1..3 {
        assert_eq!(editions[at]["previous"], format!("sha256:{}", hex(lines[at - 1].as_bytes())));
    }
    assert_eq!(
        editions[2]["manifest"],
        format!("sha256:{}", hex(&fs::read(portal.path("public/SHA256SUMS")).unwrap()))
    );
    assert_eq!(editions[2]["history"], 3);
    // The manifest covers all editions before: what the edition says of itself is listed in it.
    let statement: Value = serde_json::from_str(&portal.read("public/edition.json")).unwrap();
    assert_eq!(statement["previous"], editions[2]["previous"]);
    let checkpoint = portal.read("public/checkpoint");
    let lines: Vec<&str> = checkpoint.lines().collect();
    assert_eq!((lines[0], lines[1], lines.len()), ("comite.example/comite", "3", 3));
}

#[test]
fn an_edition_is_made_of_other_files_and_never_of_the_same() {
    let portal = published();
    let chain = portal.read("editions/chain.json");
    // A clone without any earlier output makes the same edition, and the chain stays as it is.
    let clone = Portal::of(portal.root(), &["content", "editions"]);
    publish(&clone, "2023-06-03", &["--no-precompress"]);
    assert_eq!(clone.read("editions/chain.json"), chain);
    assert_eq!(clone.read("public/SHA256SUMS"), portal.read("public/SHA256SUMS"));
    publish(&portal, "2023-06-03", &["--no-precompress"]);
    assert_eq!(portal.read("editions/chain.json"), chain);
    // A day on which facts of pages change is an edition of the same content.
    publish(&portal, "2031-01-01", &["--no-precompress"]);
    let editions: Vec<Value> = serde_json::from_str(&portal.read("editions/chain.json")).unwrap();
    assert_eq!((editions.len(), &editions[3]["history"]), (4, &Value::from(3)));
}

#[test]
fn each_fault_of_a_folder_is_told_apart() {
    let portal = published();
    let sound = verify(&portal, &["public"]);
    assert!(
        sound.code == 0 && sound.said.replace('\u{a0}', " ").contains("édition 3 du 3 juin 2023"),
        "{}",
        sound.said
    );
    let site = portal.published();
    let put_back = || {
        fs::remove_dir_all(portal.path("public")).unwrap();
        for (path, bytes) in &site {
            portal.write(&format!("public/{path}"), bytes);
        }
    };
    let told = |change: &dyn Fn(), args: &[&str], kind: &str, code: i32| {
        put_back();
        change();
        let all = [&["public"], args].concat();
        assert_eq!(found(&portal, &all), (vec![kind.to_owned()], code), "{kind}");
        let said = [verify(&portal, &all).said, portal.run(&[&["--lang", "en", "verify"], &all[..]].concat()).said];
        assert!(said.iter().all(|said| said.lines().count() >= 2), "{said:?}");
    };
    let page = "public/mandat/index.html";
    let flip = || {
        let mut bytes = fs::read(portal.path(page)).unwrap();
        bytes[100] ^= 1;
        portal.write(page, bytes);
    };
    told(&flip, &[], "altered", 10);
    told(&|| portal.remove(page), &[], "missing", 12);
    told(&|| portal.write("public/mandat/x.html", "x"), &[], "extra", 13);
    told(&|| portal.write("public/theme/x.js", "x"), &[], "extra", 13);
    told(&|| portal.remove("public/SHA256SUMS"), &[], "no-manifest", 14);
    told(&|| portal.write("public/SHA256SUMS", "?"), &[], "no-manifest", 14);
    // Whoever can change the manifest too is told by the chain.
    let resum = || {
        flip();
        let sums = portal.read("public/SHA256SUMS");
        let lines = sums.lines().map(|line| match line.ends_with("  mandat/index.html") {
            true => format!("{}  mandat/index.html\n", hex(&fs::read(portal.path(page)).unwrap())),
            false => format!("{line}\n"),
        });
        portal.write("public/SHA256SUMS", lines.collect::<String>());
    };
    told(&resum, &[], "not-an-edition", 15);
    let edit_chain = |from: &str, to: &str| portal.edit("public/editions.json", from, to);
    put_back();
    edit_chain("2023-06-02", "2023-06-12");
    let (kinds, code) = found(&portal, &["public"]);
    assert_eq!((kinds, code), (vec!["broken-chain".to_owned()], 16));
    told(&|| portal.edit("public/checkpoint", "\n3\n", "\n4\n"), &[], "wrong-checkpoint", 16);
    put_back();
    assert_eq!(verify(&portal, &["nulle-part"]).code, 3);
    assert_eq!(verify(&portal, &["public", "--since", "x"]).code, 2);
    assert_eq!(verify(&portal, &["public", "--key", "x"]).code, 2);
}

#[test]
fn an_edition_seen_before_tells_a_chain_cut_short_from_another_one() {
    let portal = published();
    let seen = token(&portal);
    let hash = seen.split_once(':').unwrap().1.to_owned();
    for since in [&seen, &hash, &format!("sha256:{hash}")] {
        assert_eq!(found(&portal, &["public", "--since", since]), (vec![], 0), "{since}");
    }
    // A host that goes back to the second edition, with everything that belongs to it.
    let short = Portal::small();
    for (at, text) in ["Une page.", "Une deuxième."].iter().enumerate() {
        short.write(ABOUT, format!("---\ntitle: À propos\n---\n\n{text}\n"));
        publish(&short, &format!("2023-06-0{}", at + 1), &["--no-precompress"]);
    }
    assert_eq!(found(&short, &["public"]), (vec![], 0), "without a memory nothing is to be seen");
    assert_eq!(found(&short, &["public", "--since", &seen]), (vec!["truncated".to_owned()], 17));
    // And one that tells another story from there.
    short.write(ABOUT, "---\ntitle: À propos\n---\n\nAutre histoire.\n");
    publish(&short, "2023-06-03", &["--no-precompress"]);
    assert_eq!(found(&short, &["public", "--since", &seen]), (vec!["forked".to_owned()], 18));
    let old_manifest = portal.read("public/SHA256SUMS");
    publish(&portal, "2031-01-01", &["--no-precompress"]);
    assert_eq!(found(&portal, &["public", "--since", &seen]), (vec![], 0), "a chain grows");
    portal.write("public/SHA256SUMS", old_manifest);
    assert!(found(&portal, &["public"]).0.contains(&"outdated".to_owned()));
}

#[test]
fn what_the_manifest_does_not_cover_cannot_be_forged() {
    let portal = published();
    let lines = |portal: &Portal| -> Vec<Value> { serde_json::from_str(&portal.read("public/editions.json")).unwrap() };
    let write = |editions: &[Value]| {
        let (mut previous, mut lines) = (Value::Null, Vec::new());
        for edition in editions {
            let text = serde_json::to_string(edition).unwrap();
            // The keys in the order of the chain.
            let mut own = portal.read("public/editions.json").lines().nth(1).unwrap().trim_end_matches(',').to_owned();
            for key in ["number", "date", "portal", "history", "previous", "manifest"] {
                let value = if key == "previous" { previous.clone() } else { edition[key].clone() };
                let start = own.find(&format!("\"{key}\":")).unwrap() + key.len() + 3;
                let end = start + own[start..].find([',', '}']).unwrap();
                own.replace_range(start..end, &value.to_string());
            }
            assert!(!text.is_empty());
            previous = Value::from(format!("sha256:{}", hex(own.as_bytes())));
            lines.push(own);
        }
        portal.write("public/editions.json", format!("[\n{}\n]\n", lines.join(",\n")));
    };
    // Another story before the last edition, whose files and signature are true.
    let mut editions = lines(&portal);
    editions[0]["manifest"] = Value::from(format!("sha256:{}", hex(b"x")));
    write(&editions);
    let kinds = found(&portal, &["public"]).0;
    assert!(kinds.contains(&"wrong-statement".to_owned()), "{kinds:?}");
}

#[test]
fn a_broken_chain_is_not_continued() {
    let portal = published();
    portal.edit("editions/chain.json", "2023-06-02", "2023-06-12");
    let before = portal.published();
    for command in ["publish", "build", "rollback", "editions"] {
        let answer = portal.run(&[command]);
        assert!(answer.code == 1 && answer.said.contains("rompue à la ligne 4"), "{command}: {}", answer.said);
    }
    assert!(portal.published() == before);
    // What cannot be read is not taken for a chain that is not there.
    portal.write("editions/chain.json", b"\xff");
    for command in ["publish", "build", "rollback", "editions"] {
        let answer = portal.run(&[command]);
        assert!(answer.code == 1 && answer.said.contains("rompue à la ligne 1"), "{command}: {}", answer.said);
    }
    assert!(portal.published() == before);
}

fn run(program: &str, args: &[&str], folder: &Path) {
    let done = Command::new(program).args(args).current_dir(folder).stdin(Stdio::null()).output();
    let done = done.unwrap_or_else(|cause| panic!("{program}: {cause}; it belongs to the tests, see tests/run"));
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Keys of a tool without a passphrase: the file of the secret one, and the public one as `portal.yaml` names it.
fn key(portal: &Portal, tool: &str, name: &str) -> (String, String) {
    let file = portal.path(name).display().to_string();
    if tool == "minisign" {
        run("minisign", &["-G", "-W", "-f", "-p", &format!("{name}.pub"), "-s", name], portal.root());
        (file, portal.read(&format!("{name}.pub")).lines().nth(1).unwrap().to_owned())
    } else {
        run("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", name], portal.root());
        (file, portal.read(&format!("{name}.pub")).trim().to_owned())
    }
}

#[test]
fn a_signature_of_the_publishers_own_tool_is_asked_for_and_checked() {
    for (tool, ending) in [("minisign", "minisig"), ("ssh", "sig")] {
        let portal = Portal::small();
        let (secret, public) = key(&portal, tool, "cle");
        let (other, other_public) = key(&portal, tool, "autre");
        let yaml = portal.read("content/portal.yaml");
        portal.write("content/portal.yaml", format!("{yaml}signing_keys:\n  - {public}\n"));
        let unsigned = publish(&portal, "2023-06-01", &["--no-precompress"]);
        assert!(unsigned.said.contains("n’est pas signée"), "{}", unsigned.said);
        assert_eq!(found(&portal, &["public"]), (vec!["unsigned".to_owned()], 19));
        // A key that the portal does not name signs nothing.
        let args = ["publish", "--as-of", "2023-06-01", "--no-precompress", "--sign", tool, "--sign-key"];
        let refused = portal.run(&[&args[..], &[&other]].concat());
        assert!(refused.code == 3 && refused.said.contains("n’est pas de celles"), "{}", refused.said);
        let signed = portal.run(&[&args[..], &[&secret]].concat());
        assert_eq!(signed.code, 0, "{}", signed.said);
        assert_eq!(found(&portal, &["public"]), (vec![], 0), "{tool}");
        let signature = format!("public/SHA256SUMS.{ending}");
        let made = portal.read(&signature);
        // It stays as long as what it signs, and goes with it.
        publish(&portal, "2023-06-01", &["--no-precompress"]);
        assert_eq!(portal.read(&signature), made);
        assert_eq!(found(&portal, &["public", "--key", &other_public]), (vec!["wrong-signature".to_owned()], 20));
        portal.edit(ABOUT, "Une page.", "Une autre.");
        publish(&portal, "2023-06-02", &["--no-precompress"]);
        assert!(!portal.path(&signature).exists());
        portal.write(&signature, made);
        assert_eq!(found(&portal, &["public"]), (vec!["wrong-signature".to_owned()], 20));
        // Others check it with the tool itself.
        let again = publish(&portal, "2023-06-02", &["--no-precompress", "--sign", tool, "--sign-key", &secret]);
        let made = portal.read(&signature);
        assert_eq!(found(&portal, &["public"]), (vec![], 0), "{}", again.said);
        // What is signed already is not signed again: nothing changes when nothing changed.
        publish(&portal, "2023-06-02", &["--no-precompress", "--sign", tool, "--sign-key", &secret]);
        assert_eq!(portal.read(&signature), made);
        if tool == "minisign" {
            run("minisign", &["-V", "-q", "-P", &public, "-m", "public/SHA256SUMS"], portal.root());
        }
    }
}

#[test]
fn a_key_vouches_for_the_next() {
    let portal = Portal::small();
    let (first, first_public) = key(&portal, "minisign", "un");
    let (second, second_public) = key(&portal, "minisign", "deux");
    let yaml = portal.read("content/portal.yaml");
    let name = |key: &str| portal.write("content/portal.yaml", format!("{yaml}signing_keys: [{key}]\n"));
    name(&first_public);
    publish(&portal, "2023-06-01", &["--sign", "minisign", "--sign-key", &first]);
    let seen = token(&portal);
    name(&second_public);
    let silent = Portal::of(portal.root(), &["content", "editions"]);
    let args = ["publish", "--as-of", "2023-06-02", "--sign", "minisign", "--sign-key", &second];
    let refused = silent.run(&args);
    assert!(refused.code == 3 && refused.said.contains("--handover-key"), "{}", refused.said);
    publish(&silent, "2023-06-02", &["--sign", "minisign", "--sign-key", &second, "--without-handover"]);
    assert_eq!(found(&silent, &["public", "--since", &seen]), (vec!["keys-replaced".to_owned()], 20));
    publish(&portal, "2023-06-02", &["--sign", "minisign", "--sign-key", &second, "--handover-key", &first]);
    assert_eq!(found(&portal, &["public", "--since", &seen]), (vec![], 0));
    // It lasts, also for a clone.
    portal.edit(ABOUT, "Une page.", "Une autre.");
    let clone = Portal::of(portal.root(), &["content", "editions"]);
    publish(&clone, "2023-06-03", &["--sign", "minisign", "--sign-key", &second]);
    assert_eq!(found(&clone, &["public", "--since", &seen]), (vec![], 0));
    // What vouches must be of the key before.
    let path = "public/keys/000002.json.minisig";
    let signature = clone.read(path);
    clone.write(path, portal.read("public/SHA256SUMS.minisig"));
    assert!(found(&clone, &["public"]).0.contains(&"keys-replaced".to_owned()));
    clone.write(path, signature);
}

/// A request: its path below the site, whether it goes past caches, and the encoding that it asks for.
struct Request {
    path: String,
    past_caches: bool,
    compressed: bool,
}

/// What a host answers: the status, headers, and bytes; nothing for silence.
type Reply = Option<(u16, &'static str, Vec<u8>)>;
/// What a host makes of a true answer.
type Lie = Box<dyn Fn(&Request, Reply) -> Reply + Send + Sync>;

/// A host of a site that answers as it is told to.
struct Host {
    address: String,
    ends: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Host {
    fn of(site: BTreeMap<String, Vec<u8>>, lie: impl Fn(&Request, Reply) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = format!("http://{}/comite/", listener.local_addr().unwrap());
        let ends = Arc::new(AtomicBool::new(false));
        let ended = Arc::clone(&ends);
        let (site, lie) = (Arc::new(site), Arc::new(lie));
        let thread = std::thread::spawn(move || {
            let since = Instant::now();
            while !ended.load(Ordering::Relaxed) && since.elapsed() < Duration::from_secs(120) {
                let Ok((stream, _)) = listener.accept() else {
                    std::thread::sleep(Duration::from_millis(2));
                    continue;
                };
                let (site, lie) = (Arc::clone(&site), Arc::clone(&lie));
                std::thread::spawn(move || answer(stream, &site, &*lie));
            }
        });
        Self { address, ends, thread: Some(thread) }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        self.thread.take().unwrap().join().unwrap();
    }
}

fn answer(
    mut stream: std::net::TcpStream,
    site: &BTreeMap<String, Vec<u8>>,
    lie: &(dyn Fn(&Request, Reply) -> Reply + Send + Sync),
) {
    stream.set_nonblocking(false).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && head.len() < 8192 {
        match stream.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let target = head.split(' ').nth(1).unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = path.strip_prefix("/comite/").unwrap_or("?");
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let request = Request {
        path,
        past_caches: !query.is_empty(),
        compressed: head.to_lowercase().contains("accept-encoding: gzip"),
    };
    let reply = match site.get(&request.path) {
        Some(bytes) if request.compressed => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            Some((200, "Content-Encoding: gzip\r\n", encoder.finish().unwrap()))
        }
        Some(bytes) => Some((200, "", bytes.clone())),
        None => Some((404, "", b"rien".to_vec())),
    };
    if let Some((status, headers, bytes)) = lie(&request, reply) {
        let head =
            format!("HTTP/1.1 {status} x\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", bytes.len());
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&bytes));
    }
}

#[test]
fn a_host_that_lies_is_found_out_in_each_way() {
    let portal = published();
    let site = tree(&portal.path("public"));
    let seen = token(&portal);
    let page = "mandat/index.html";
    let told = |what: &str, lie: Lie, args: &[&str], kinds: &[&str], code: i32| {
        let host = Host::of(site.clone(), lie);
        let (found, exit) = found(&portal, &[&[host.address.as_str()], args].concat());
        assert_eq!((found, exit), (kinds.iter().map(|kind| (*kind).to_owned()).collect(), code), "{what}");
    };
    let change = |reply: Reply| {
        reply.map(|(status, headers, _)| {
            let headers = if headers.is_empty() { headers } else { "" };
            (status, headers, b"<!DOCTYPE html>changed".to_vec())
        })
    };
    told("the truth", Box::new(|_, reply| reply), &["--since", &seen], &[], 0);
    told(
        "a page changed at the source",
        Box::new(move |request, reply| if request.path == page { change(reply) } else { reply }),
        &[],
        &["altered"],
        10,
    );
    told(
        "an old page in a cache",
        Box::new(move |request, reply| {
            if request.path == page && !request.past_caches && !request.compressed { change(reply) } else { reply }
        }),
        &[],
        &["altered-in-transit"],
        11,
    );
    told(
        "a proxy that rewrites what it can read",
        Box::new(move |request, reply| if request.path == page && !request.compressed { change(reply) } else { reply }),
        &[],
        &["altered-in-transit"],
        11,
    );
    let count = std::sync::atomic::AtomicUsize::new(0);
    told(
        "a proxy that puts something else in each time",
        Box::new(move |request, reply| match reply {
            Some((200, _, _)) if request.path == page => {
                Some((200, "", format!("{}", count.fetch_add(1, Ordering::Relaxed)).into_bytes()))
            }
            reply => reply,
        }),
        &[],
        &["altered-in-transit"],
        11,
    );
    told(
        "a page that is gone",
        Box::new(move |request, reply| if request.path == page { Some((404, "", Vec::new())) } else { reply }),
        &[],
        &["missing"],
        12,
    );
    told(
        "a host that sends elsewhere",
        Box::new(move |request, reply| {
            if request.path == page { Some((302, "Location: http://127.0.0.1:9/\r\n", Vec::new())) } else { reply }
        }),
        &[],
        &["unreadable"],
        3,
    );
    told(
        "no manifest",
        Box::new(|request, reply| if request.path == "SHA256SUMS" { Some((404, "", Vec::new())) } else { reply }),
        &[],
        &["no-manifest"],
        14,
    );
    let short = {
        let portal = Portal::small();
        publish(&portal, "2023-06-01", &["--no-precompress"]);
        tree(&portal.path("public"))
    };
    let host = Host::of(short, |_, reply| reply);
    assert_eq!(found(&portal, &[&host.address, "--since", &seen]), (vec!["truncated".to_owned()], 17));
}

#[test]
fn a_hostile_host_takes_neither_time_nor_memory() {
    let portal = published();
    let site = tree(&portal.path("public"));
    // A manifest without end, and answers that never come.
    let host = Host::of(site.clone(), |request, reply| match request.path.as_str() {
        "SHA256SUMS" => Some((200, "", vec![b'a'; 80 << 20])),
        _ => reply,
    });
    let (kinds, code) = found(&portal, &[&host.address]);
    assert_eq!((kinds.first().map(String::as_str), code), (Some("unreadable"), 3));
    let host = Host::of(site, |request, reply| {
        if request.path == "editions.json" {
            std::thread::sleep(Duration::from_secs(8));
        }
        reply
    });
    let (kinds, code) = found(&portal, &[&host.address, "--timeout", "2"]);
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| kind == "unreadable"), "{kinds:?}");
    assert_eq!(code, 3);
}

#[test]
fn a_clone_that_is_behind_does_not_rewrite_what_was_published() {
    let portal = published();
    let out = portal.path("public");
    let before = tree(&out);
    // The portal's folder as it was before its editions were made, and the folder that is published.
    fs::remove_dir_all(portal.path("editions")).unwrap();
    for (at, args) in [&["publish", "--as-of", "2023-06-04"][..], &["rollback", "1"]].iter().enumerate() {
        let answer = portal.run(args);
        assert_eq!(answer.code, 3, "{args:?}: {}", answer.said);
        assert!(at == 1 || answer.said.contains("réécrirait l’histoire"), "{}", answer.said);
    }
    assert!(tree(&out) == before);
}

#[test]
fn the_first_edition_that_a_clone_lacks_is_named() {
    let portal = Portal::small();
    publish(&portal, "2023-06-01", &["--no-precompress"]);
    let known = tree(&portal.path("editions"));
    for day in ["2023-06-02", "2023-06-03"] {
        portal.write(ABOUT, format!("---\ntitle: À propos\n---\n\nLe {day}.\n"));
        publish(&portal, day, &["--no-precompress"]);
    }
    fs::remove_dir_all(portal.path("editions")).unwrap();
    for (path, bytes) in known {
        portal.write(&format!("editions/{path}"), bytes);
    }
    let answer = portal.run(&["publish", "--as-of", "2023-06-04"]);
    assert_eq!(answer.code, 3, "{}", answer.said);
    assert!(answer.said.replace('\u{a0}', " ").contains("une édition 2 que ce dossier"), "{}", answer.said);
}
