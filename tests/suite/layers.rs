//! The layer rules of the design: a layer imports only what stands left of it in the journey of the data,
//! files of one folder import each other in one direction, the outside world is reached only where it
//! belongs, and only one place keeps anything.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use syn::visit::{self, Visit};

use crate::portal::repository;

/// The layers, from left to right; `language` and `diagnostic` stand together: messages are in a language,
/// and diagnostics are told in messages.
const LAYERS: [&str; 22] = [
    "language",
    "diagnostic",
    "reuse",
    "source",
    "model",
    "site",
    "tables",
    "prose",
    "page",
    "data",
    "render",
    "journey",
    "search",
    "check",
    "editing",
    "editions",
    "hosts",
    "verification",
    "output",
    "deployment",
    "preview",
    "cli",
];

/// A module by the names that lead to it from the crate.
type Module = Vec<String>;

fn sources() -> Vec<(String, String)> {
    let src = repository().join("src");
    let files = walkdir::WalkDir::new(&src).into_iter().flatten();
    let rust = files.filter(|entry| entry.path().extension().is_some_and(|kind| kind == "rs"));
    rust.map(|entry| {
        let path = entry.path().strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
        (path, fs::read_to_string(entry.path()).unwrap())
    })
    .collect()
}

/// The lines of a file before its unit tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split("#[cfg(test)]").next().unwrap_or_default().lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// What a file names of the crate, as paths from the crate, and the names that it brings in.
#[derive(Default)]
struct Names {
    module: Module,
    used: BTreeSet<Vec<String>>,
    brought: BTreeMap<String, Vec<String>>,
}

impl Names {
    /// A path from the crate; nothing for one that starts elsewhere.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let ups = path.iter().take_while(|part| *part == "super").count();
        match path.first()?.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some([&self.module, &path[1..]].concat()),
            "super" => Some([&self.module[..self.module.len() - ups], &path[ups..]].concat()),
            _ => None,
        }
    }

    fn tree(&mut self, tree: &syn::UseTree, path: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(part) => {
                path.push(part.ident.to_string());
                self.tree(&part.tree, path);
                path.pop();
            }
            syn::UseTree::Name(name) => self.bring(path, &name.ident.to_string(), &name.ident.to_string()),
            syn::UseTree::Rename(name) => self.bring(path, &name.ident.to_string(), &name.rename.to_string()),
            syn::UseTree::Glob(_) => self.bring(path, "*", "*"),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.tree(item, path)),
        }
    }

    fn bring(&mut self, path: &[String], name: &str, called: &str) {
        let mut path = path.to_vec();
        if name != "self" {
            path.push(name.to_owned());
        }
        let called = if called == "self" { path.last().unwrap().clone() } else { called.to_owned() };
        // A path that starts with neither `crate` nor `super` may start with a module of this one.
        let own = [&self.module[..], &path].concat();
        let absolute = self.absolute(&path).inspect(|path| {
            self.used.insert(path.clone());
        });
        self.brought.insert(called, absolute.unwrap_or(own));
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let is_test = item.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"));
        if !is_test {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, &mut Vec::new());
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let path_names: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.used.extend(self.absolute(&path_names));
        visit::visit_path(self, path);
    }
}

/// Every module, and the modules whose items it names: what is brought in through another counts for where it
/// comes from.
fn imports() -> BTreeMap<Module, BTreeSet<Module>> {
    let names: BTreeMap<Module, Names> = sources()
        .into_iter()
        .filter(|(path, _)| !["lib.rs", "main.rs"].contains(&path.as_str()))
        .map(|(path, text)| {
            let module: Module = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
            let mut names = Names { module: module.clone(), ..Names::default() };
            names.visit_file(&syn::parse_file(&text).unwrap());
            (module, names)
        })
        .collect();
    let home = |path: &[String]| -> Module {
        let mut path = path.to_vec();
        for _ in 0..8 {
            let length = (1..=path.len()).rev().find(|length| names.contains_key(&path[..*length])).unwrap_or(1);
            let module = path[..length].to_vec();
            let through = names.get(&module).zip(path.get(length));
            match through.and_then(|(own, name)| own.brought.get(name)) {
                Some(origin) if names.contains_key(&origin[..1]) && *origin != path => {
                    path = [origin, &path[length + 1..]].concat();
                }
                _ => return module,
            }
        }
        panic!("{path:?} is brought in by way of itself")
    };
    names.iter().map(|(module, own)| (module.clone(), own.used.iter().map(|path| home(path)).collect())).collect()
}

#[test]
fn a_layer_imports_only_what_stands_left_of_it() {
    let position = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    for (module, used) in imports() {
        let own = position(&module[0]).unwrap_or_else(|| panic!("{module:?} is in no layer"));
        for other in used {
            let other_at = position(&other[0]).unwrap_or_else(|| panic!("{module:?} uses {other:?}"));
            assert!(other_at <= own.max(1), "{module:?} uses {other:?}");
        }
    }
}

#[test]
fn files_of_a_folder_import_each_other_in_one_direction() {
    // Between the files and folders right below each module: which imports which.
    let mut graphs: BTreeMap<Module, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (module, used) in imports() {
        for other in used {
            let common = module.iter().zip(&other).take_while(|(one, other)| one == other).count();
            if common == 0 || common == module.len() || common == other.len() {
                continue;
            }
            let graph = graphs.entry(module[..common].to_vec()).or_default();
            graph.entry(module[common].clone()).or_default().insert(other[common].clone());
        }
    }
    let mut circles = Vec::new();
    for (folder, mut graph) in graphs {
        // What imports nothing that is left goes, until nothing does.
        loop {
            let left: BTreeSet<String> = graph.keys().cloned().collect();
            let before = graph.len();
            graph.retain(|_, used| used.iter().any(|name| left.contains(name)));
            if graph.len() == before {
                break;
            }
        }
        if !graph.is_empty() {
            circles.push(format!("{}: {graph:?}", folder.join("::")));
        }
    }
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn the_disk_the_clock_and_the_environment_are_reached_only_where_they_belong() {
    let allowed = |path: &str, word: &str| match word {
        // A deployment reads the published folder, and writes lists for its tools in a temporary one.
        "fs::" if path == "deployment/scratch.rs" => true,
        "fs::" => ["output", "source", "verification"].iter().any(|layer| path.starts_with(layer)),
        // The allocator, which cannot be written without.
        "unsafe {" => path == "main.rs",
        "std::env" => path.starts_with("cli") || path == "main.rs",
        // The times of files, and a limit of time that the command line begins.
        "SystemTime" if path == "output/staging.rs" || path == "output/state.rs" => true,
        "Instant" if path == "verification/remote.rs" => true,
        "SystemTime" | "Instant" | "::now()" => path.starts_with("cli") || path.starts_with("preview/watch"),
        _ => false,
    };
    // The name of a file that is open is a type; what opens one is a function.
    let types = ["use std::fs;", "std::fs::File;", "fs::File>", "fs::File,"];
    for (path, text) in sources() {
        for word in ["fs::", "std::env", "SystemTime", "Instant", "::now()", "unsafe {"] {
            let found = code(&text)
                .find(|line| types.iter().fold((*line).to_owned(), |line, name| line.replace(name, "")).contains(word));
            assert!(found.is_none() || allowed(&path, word), "{path} reaches for {word}: {found:?}");
        }
    }
}

#[test]
fn nothing_is_kept_outside_of_the_one_room() {
    let allowed: &[(&str, &[&str])] = &[
        // What a build gathers from its threads, and what it tells.
        ("output/rendering.rs", &["Mutex"]),
        ("output/staging.rs", &["Atomic"]),
        // Counts the bytes of one reading.
        ("source/reading.rs", &["Atomic"]),
        ("cli/build.rs", &["OnceLock"]),
        ("cli/verify.rs", &["OnceLock"]),
        // Whether the program was told to stop.
        ("cli/deploy.rs", &["Atomic"]),
        ("cli/slowest.rs", &["Mutex", "thread_local"]),
        ("search.rs", &["Mutex"]),
        ("check/external.rs", &["Mutex"]),
        ("check/scan.rs", &["RefCell"]),
        // What the preview shows.
        ("preview.rs", &["RwLock"]),
        ("preview/searching.rs", &["Mutex"]),
        // Where the lines of a text begin, found when first asked for; what a panic said.
        ("diagnostic/place.rs", &["OnceLock"]),
        ("diagnostic/fault.rs", &["RefCell", "thread_local"]),
    ];
    let words = [
        "OnceLock",
        "OnceCell",
        "LazyLock",
        "LazyCell",
        "Mutex",
        "RwLock",
        "thread_local",
        "RefCell",
        "Atomic",
        "static mut",
    ];
    for (path, text) in sources().into_iter().filter(|(path, _)| !path.starts_with("reuse")) {
        let own = allowed.iter().find(|(file, _)| *file == path).map_or(&[][..], |(_, words)| words);
        for word in words.iter().filter(|word| !own.contains(word)) {
            assert!(!code(&text).any(|line| line.contains(word)), "{path} may keep something: {word}");
        }
    }
}

#[test]
fn files_can_be_read_at_one_sitting() {
    for (path, text) in sources() {
        assert!(text.lines().count() <= 420, "{path} has {} lines", text.lines().count());
    }
}
