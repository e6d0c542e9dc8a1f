#!/usr/bin/env python3
"""Makes a Hugo site of a corpus that the example `corpus` wrote: the same texts in both languages, the
same members, plans and commitments, lists, terms, feeds and a site map, in Hugo's own best form
(one content folder a language, partials cached where they do not differ from page to page).

hugo.py CORPUS SITE
"""
import pathlib
import re
import shutil
import sys

corpus, site = map(pathlib.Path, sys.argv[1:3])
shutil.rmtree(site, ignore_errors=True)


def put(path, text):
    target = site / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


put(
    "hugo.toml",
    """baseURL = "https://example.org/"
title = "Comité de mesure"
defaultContentLanguage = "fr"
disableKinds = []
[taxonomies]
  commitment = "commitments"
[languages.fr]
  languageName = "Français"
  contentDir = "content/fr"
  weight = 1
[languages.en]
  languageName = "English"
  contentDir = "content/en"
  weight = 2
[outputs]
  home = ["HTML", "RSS"]
  section = ["HTML", "RSS"]
  taxonomy = ["HTML"]
  term = ["HTML"]
[minify]
  disableCSS = true
  disableJS = true
[markup.goldmark.renderer]
  unsafe = false
""",
)
base = """<!DOCTYPE html>
<html lang="{{ .Site.Language.Lang }}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ .Title }} – {{ .Site.Title }}</title><meta name="description" content="{{ .Title }}">
<link rel="canonical" href="{{ .Permalink }}">{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ end }}
<meta property="og:title" content="{{ .Title }}"><meta property="og:url" content="{{ .Permalink }}"><meta property="og:site_name" content="{{ .Site.Title }}">
<link rel="stylesheet" href="/style.css"></head><body><a class="skip-link" href="#main">{{ .Site.Title }}</a>
{{ partialCached "header.html" . .Site.Language.Lang }}{{ range .Translations }}<a href="{{ .RelPermalink }}" lang="{{ .Language.Lang }}">{{ .Language.LanguageName }}</a>{{ end }}
<nav class="breadcrumb"><ol>{{ range .Ancestors.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}<li><span>{{ .Title }}</span></li></ol></nav>
<main id="main"><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</main>{{ partialCached "footer.html" . .Site.Language.Lang }}</body></html>
"""
put("layouts/baseof.html", base)
put("layouts/partials/header.html", '<header><a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a><nav><ul>{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav></header>')
put("layouts/partials/footer.html", '<footer><p>{{ .Site.Title }}</p><a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a></footer>')
put("layouts/partials/menu.html", '<nav class="section-menu"><ul>{{ range where .CurrentSection.RegularPages "Params.kind" "commitment" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>')
put(
    "layouts/page.html",
    """{{ define "main" }}<dl class="facts"><div><dt>Date</dt><dd><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time></dd></div>
{{ with .GetTerms "commitments" }}<div><dt>Objet</dt><dd><ul>{{ range . }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></dd></div>{{ end }}</dl>
{{ if gt (len .Fragments.Headings) 0 }}<nav class="anchors">{{ .TableOfContents }}</nav>{{ end }}
<div class="prose">{{ .Content }}</div>
<section><h2>Citation</h2><p>{{ .Site.Title }} ({{ .Date.Format "2006" }}). {{ .Title }}. {{ .Permalink }}</p></section>
{{ partialCached "menu.html" . .CurrentSection.Path .Site.Language.Lang }}{{ end }}""",
)
for name in ("section", "taxonomy", "term", "home"):
    put(f"layouts/{name}.html", '{{ define "main" }}{{ .Content }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time>{{ .Date.Format "2006-01-02" }}</time></li>{{ end }}</ul>{{ end }}')
put("static/style.css", pathlib.Path(__file__).parent.joinpath("../themes/quebec/static/style.css").read_text())

SECTIONS = {"fr": ("membres", "plans-action", "engagements", "commentaires"), "en": ("members", "action-plans", "commitments", "commentary")}


def linked(text, language):
    members, plans, commitments, commentary = SECTIONS[language]
    root = "/" if language == "fr" else "/en/"
    text = re.sub(r"\(member:([\w-]+)\)", rf"({root}{members}/\1/)", text)
    text = re.sub(r"\(commitment:([\w-]+)/([\w-]+)\)", rf"({root}{plans}/\1/engagement-\2/)", text)
    return text


def localized(text, language):
    found = re.search(rf"{language}: ([^,}}]+)", text)
    return found.group(1).strip("'\" ") if found else text.strip("'\" ")


count = 0
for language in ("fr", "en"):
    members, plans, commitments, commentary = SECTIONS[language]
    for file in sorted((corpus / "content/members").glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        name = localized(re.search(r"^name: (.*)$", text, re.M).group(1), language)
        put(f"content/{language}/{members}/{file.stem}.md", f"---\ntitle: \"{name}\"\ndate: 2021-04-01\n---\n{name}\n")
        count += 1
    for plan in sorted((corpus / "content/plans").iterdir()):
        text = (plan / "plan.yaml").read_text(encoding="utf-8")
        title = localized(re.search(r"^title: (.*)$", text, re.M).group(1), language)
        put(f"content/{language}/{plans}/{plan.name}/_index.md", f"---\ntitle: \"{title} {plan.name}\"\ndate: 2021-04-01\n---\n")
        for number, title in re.findall(r"- \{?id: (\d+), title: (\{[^}]*\}|[^,}]*)", text):
            name = localized(title, language)
            put(f"content/{language}/{plans}/{plan.name}/engagement-{number}.md", f"---\ntitle: \"{number}. {name}\"\ndate: 2021-04-01\nkind: commitment\n---\n{name}\n")
            count += 1
        for file in sorted((plan / "commentary").glob(f"*.{language}.md")):
            _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
            title = re.search(r"^title: (.*)$", head, re.M).group(1).strip("'\"")
            french = file.with_name(file.name.replace(".en.md", ".fr.md")).read_text(encoding="utf-8") if language == "en" else head
            date = re.search(r"^date: (\S+)", french, re.M).group(1)
            date = (date + "-01-01")[:10]
            numbers = re.search(r"^commitments: \[([^\]]*)\]", french, re.M)
            terms = ", ".join(f'"{plan.name}-{n.strip()}"' for n in numbers.group(1).split(",")) if numbers else ""
            put(f"content/{language}/{plans}/{plan.name}/{file.name.split('.')[0]}.md", f"---\ntitle: \"{title}\"\ndate: {date}\ncommitments: [{terms}]\n---\n{linked(body, language)}")
            count += 1
print(f"{count} texts")
