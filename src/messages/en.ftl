# The words of the program: diagnostics, commands, progress.
# Each diagnostic: what is wrong; .expected, what was expected; .hint, what to type instead.

severity-error = error
severity-warning = warning
severity-hint = hint
label-expected = expected:
label-hint = hint:

# Terms
term-nothing = nothing
term-scalar = a text
term-list = a list
term-mapping = keys and their values
term-text = a text
term-localized = a text in each language, {"{fr: …, en: …}"}
term-date = a date
term-id = an id
term-url = an address
term-number = a whole number, in figures
term-word = a word of the list
term-duration = a duration
term-time-zone = a time zone, such as America/Toronto
term-licence = the SPDX id of a licence, such as CC-BY-4.0
term-time = a time, such as 18:30
term-telephone = a telephone number, such as 418-555-0100
term-email = a mail address, such as name@example.org
term-security-contact = a mail address, an address that begins with https://, or a number such as tel:+1-418-555-0100
term-path = the path of a page of the portal, such as membres/abc/
term-signing-key = a public key of minisign (RW…) or OpenSSH (ssh-ed25519 AAAA…)
term-asset = a path that starts with assets/
term-alias = an alias (*name)
term-anchor = an anchor (&name)
term-tag = a tag (!name)
term-second-document = a second document (---)
term-complex-key = a key that is not a plain word
term-member = a member
term-seat = a group of seats
term-nomination = a nomination round
term-plan = an action plan
term-pillar = a pillar of the plan
term-commitment = a commitment
term-commentary = a commentary
term-recommendation = a recommendation
term-meeting = a meeting
term-page = a page
term-asset-file = a file in content/assets/

# 1. Files and YAML
CV101 = { $kind ->
        [utf-16] the file is saved as UTF-16
       *[old] a letter (“{ $letter }”) is saved in an old encoding and would be unreadable
    }
    .expected = a file saved as UTF-8
    .hint = { $kind ->
        [utf-16] clairevoie fmt converts it. By hand: reopen the file, then save it as UTF-8
       *[old] { $repair ->
            [yes] clairevoie fmt converts it. By hand: reopen the file with the Windows 1252 encoding, check the accents, then save it as UTF-8. Do not save it while you see “�” in it
           *[no] clairevoie fmt cannot convert it for certain: reopen the file with the Windows 1252 encoding, check the accents, then save it as UTF-8. Do not save it while you see “�” in it
        }
    }
CV102 = invisible character { $character }, which can be misread
    .hint = delete this character and type what is around it again
CV103 = file too large: { $size } kB
    .expected = at most { $limit } kB for a text
    .hint = split the file, or put it in content/assets/ if it is there to be downloaded
CV104 = this file is a shortcut to another one (symbolic link); it is neither followed nor published
    .hint = put the file itself in place of the shortcut
CV105 = { $what ->
        [folder] folder
       *[file] file
    } name that cannot be used
    .expected = { $named_by ->
        [day] the date of the meeting, such as 2022-03-15.yaml, then a letter if there are two on one day, such as 2022-03-15-b.yaml
       *[word] lower-case letters without accents, digits and hyphens{ $reserved ->
            [yes] , but for the names that Windows reserves, such as con or aux
           *[no] {""}
        }{ $what ->
            [folder] {""}
           *[file] ; the language (fr or en) before .md
        }
    }
    .hint = rename the { $what ->
        [folder] folder
       *[file] file
    }{ $suggestion ->
        [none] {""}
        [taken] , to a name that no other has
       *[other] : { $suggestion }
    }
CV106 = this file will not be published: it is not in a folder of the portal
    .hint = move it to content/assets/ if it is to be published, or else out of content/
CV107 = { $what ->
    [folder] the records of this folder will not be published: it does not have the expected name
   *[file] this record will not be published: it is out of place, or has the wrong extension
}
    .expected = { $expected }
    .hint = { $kind ->
        [merged] move its files to { $suggestion }
        [folder] rename the folder: { $suggestion }
       *[file] { $suggestion ->
            [none] move the file to one of these places
           *[other] rename the file: { $suggestion }
        }
    }
CV108 = file not found
    .hint = { $command ->
        [none] create this file
        [copy] create this file, or copy it from a new portal: clairevoie init sample
       *[other] create it: { $command }
    }
CV109 = cannot be read: { $reason ->
        [permission] access denied
        [busy] the file is being written
       *[other] the system cannot read this file
    }
    .hint = { $reason ->
        [permission] give yourself the right to read this file or folder
        [busy] wait until it has been saved
       *[other] check the disk and the path. Technical detail: { $detail }
    }
CV110 = { $cause ->
        [tab] tab at the start of the line
        [no-break-space] no-break space, which cannot be seen, where an ordinary space is needed
        [space-missing] a space is missing after the colon
        [dash] a space is missing after the hyphen
        [first] the first key starts too far to the right
        [backslash] a backslash (\) cannot be between straight quotation marks
        [too-deep] this line starts too far to the right
        [unaligned] this line is aligned with none of those before it
        [colon] a colon followed by a space cuts this text
        [sign] this text starts with “{ $sign }”, a reserved sign
        [after-quote] this text goes on after its closing quotation mark
        [apostrophe] the apostrophe closes this text, written between apostrophes
        [comma] the comma cuts this text, written between braces
        [brace-colon] the colon cuts this text, written between braces
        [brace-hash] the “#” sign cuts this text, written between braces
        [unclosed] “{ $sign }” that is not closed
        [quote-unclosed] quotation mark or apostrophe that is not closed
        [no-key] this line is neither a key followed by a colon nor the rest of a text
        [depth] too many nested levels
       *[other] line that cannot be read
    }
    .hint = { $cause ->
        [tab] replace the tab with spaces, as in the lines around it
        [no-break-space] delete this space and type it again with the space bar alone
        [space-missing] add a space after the colon
        [dash] add a space after the hyphen
        [first] remove the space at the start of this line
        [too-deep] align the line with the keys of the same level, just above
        [unaligned] align the line with the keys of the same level, just above
        [unclosed] close it, and separate the items with commas
        [quote-unclosed] close the quotation mark; an apostrophe inside apostrophes is doubled ('')
        [no-key] write “key: value”, with a space after the colon, or indent the rest of a text further than its key
        [backslash] { $proposal ->
            [none] double each backslash that is to be read: \\
            [long] put the whole text between straight apostrophes: '…'; clairevoie fmt does it
           *[other] put the whole text between straight apostrophes: { $proposal }
        }
        [depth] no record needs so many levels: look at the indentation
        [other] check for a space after each colon, the same indentation as the lines around it (here and on the line before) and straight quotation marks around a text that has “: ” in it. Technical detail: { $detail }
       *[quote] { $proposal ->
            [none] put the whole text between straight quotation marks: "…"
            [long] put the whole text between straight quotation marks: "…"; clairevoie fmt does it
           *[other] put the whole text between straight quotation marks: { $proposal }
        }
    }
CV111 = key “{ $key }” written twice
    .hint = { $key ->
        [fr] if the second text is in English, its key is “en”; otherwise keep only one of the two
       *[other] keep only one of the two
    }
CV112 = { $feature }: records do not use this feature of YAML
    .hint = { $kind ->
        [term-second-document] remove this line; another record goes in another file
        [term-complex-key] write a single word, then a colon and its value
       *[other] write the value out; if the sign is part of the text, put the text between straight quotation marks
    }
CV113 = empty record
    .hint = fill the record in or delete the file
CV114 = this file will not be published: its name is that of a hidden file or of a working copy
    .hint = rename it if it is to be published, or else remove it from content/assets/
CV115 = { $kind ->
        [folder] folder with the name of a record
       *[other] neither a file nor a folder
    }
    .hint = { $kind ->
        [folder] rename the folder, or put the record in its place
       *[other] remove it from content/
    }
CV116 = the text stops before “#”: the rest of the line would be a comment, and not published
    .hint = if it is part of the text, write { $proposal }; if it is a comment, put it on a line of its own
CV117 = { $kind ->
        [destroyed] lost letter (�): the file was saved in the wrong encoding
       *[garbled] “{ $found }” is a “{ $meant }” that was read in the wrong encoding
    }
    .hint = { $kind ->
        [destroyed] type the word again; if there are many, go back to an earlier copy and reopen it with the Windows 1252 encoding
       *[garbled] write “{ $meant }”; clairevoie fmt repairs the whole file
    }
CV118 = mark of a conflict between two versions of the file
    .hint = keep the right lines, then remove the lines <<<<<<<, ======= and >>>>>>>
CV119 = { $kind ->
    [address] sample address: the site would point to an address that is not its own
   *[text] text to be filled in
}
    .hint = { $kind ->
        [address] write the address where the site will be published (base_url: https://…), or give it to the command: --base-url
       *[text] replace this text with your own. The preview shows it, but nothing is published while it is there
    }
CV120 = header missing
    .expected = a first line of three hyphens: ---
    .hint = start the file with ---, then the keys (title, date…), then --- and the text
CV121 = header that does not end
    .expected = a line of three hyphens (---) between the keys and the text
    .hint = add the line --- after the last key
CV122 = { $what ->
        [files] too many files in the portal
        [size] too much text in the portal
        [headings] too many headings in this text
        [links] too many links and images in this text
        [notes] too many footnotes in this text
        [lines] too many lines in this text
        [marks] too many formatting marks in this text
       *[cells] too many table cells in this text
    }
    .expected = { $what ->
        [size] at most { $limit } MB
       *[other] at most { $limit }
    }
    .hint = { $what ->
        [files] check that no folder from outside the portal was copied into content, editions, themes or translations
        [size] check that no file from outside the portal was copied into content, editions, themes or translations
       *[other] divide the text into several pages, or put the document in content/assets/ for people to download
    }

# 2. Fields
CV201 = unknown key “{ $key }”
    .expected = { $known }
    .hint = { $nearest ->
        [none] if it is the rest of a text, put that text between straight quotation marks; otherwise, see the expected keys
       *[other] write “{ $nearest }”
    }
CV202 = { $instead ->
        [none] missing key “{ $key }”
       *[other] key “{ $key }” is missing; “{ $instead }” is not a key
    }
    .hint = { $instead ->
        [none] add “{ $key }: …”
       *[other] write “{ $key }” instead
    }
CV203 = { $expected } is needed here; you wrote { $found }
    .hint = { $kind ->
        [list] write one item per line, each starting with “-”{ $example ->
            [none] { $proposal ->
                [none] {""}
               *[other] , or { $proposal }
            }
           *[other] , such as { $example }
        }
        [mapping] write one key per line, followed by a colon and its value{ $example ->
            [none] {""}
           *[other] , such as { $example }
        }
        [path] write only what follows the portal’s address
        [time] write it as in 18:30
        [localized] write the French text after fr: and the English after en:, on two lines
        [number] write the number in figures, without space or comma{ $proposal ->
            [none] {""}
           *[other] : { $proposal }
        }
       *[other] { $proposal ->
            [none] see the examples: clairevoie check --explain CV203
           *[other] write { $proposal }
        }
    }
CV204 = { $kind ->
        [body] the text is empty
       *[field] empty text
    }
    .hint = { $kind ->
        [body] write it, or make the commentary a draft (status: draft)
       *[field] write the text, or remove the key if it is optional
    }
CV205 = { $kind ->
        [day] “{ $date }” does not exist: this month has { $days } days
        [month] “{ $date }” does not exist: a year has 12 months
        [exact] a day is needed here; “{ $date }” is not one
        [year] the year of “{ $date }” is out of bounds
       *[form] “{ $date }” is not a date
    }
    .expected = { $kind ->
        [exact] a date such as 2021-04-12
        [year] a year from 1600 to 2999
       *[other] a date such as 2021, 2021-04 or 2021-04-12
    }
    .hint = { $kind ->
        [day] correct the day
        [month] correct the month
        [exact] add the day, or the month and the day
        [year] correct the year
       *[other] { $proposal ->
            [none] write the year, the month and the day in figures, with hyphens between them
           *[other] write “{ $proposal }”
        }
    }
CV206 = “{ $word }” is not in the list
    .expected = { $known }
    .hint = { $nearest ->
        [none] choose one of the words of the list
       *[other] write “{ $nearest }”
    }
CV207 = identifier “{ $id }” is not well formed
    .expected = lower-case letters without accents, digits and hyphens{ $reserved ->
        [yes] , but for the names that Windows reserves, such as con or aux
        [long] , 100 characters at most
       *[no] {""}
    }
    .hint = { $kind ->
        [act] write the identifier of a call for applications, or the text of the act: {"{text: {fr: \"…\"}}"}
        [several] separate the identifiers with commas: { $suggestion }
        [none] write a word or a number
       *[id] write “{ $suggestion }”
    }
CV208 = address “{ $url }” cannot be used
    .expected = a full address, such as https://example.org/page
    .hint = start with https:// and remove the spaces
CV209 = { $kind ->
        [bounds] duration “{ $duration }” is out of bounds
       *[form] duration “{ $duration }” is not written as expected
    }
    .expected = { $kind ->
        [bounds] a duration of one day to a hundred years
       *[form] a duration such as P2Y (two years), P3M (three months), P14D (fourteen days)
    }
    .hint = { $kind ->
        [bounds] correct the number
       *[form] { $proposal ->
            [none] write P, a number, then Y (years), M (months), W (weeks) or D (days)
           *[other] write { $proposal }
        }
    }
CV210 = number { $number } out of bounds
    .expected = a number from { $min } to { $max }
CV211 = { $kind ->
        [answer] the response ({ $end }) comes before the commentary ({ $start })
        [correction] this correction ({ $end }) comes before the text ({ $start })
        [edition] this edition is dated ({ $end }) before the one that precedes it ({ $start })
        [minutes] the adoption of the minutes ({ $end }) comes before the meeting ({ $start })
        [times] the end ({ $end }) does not follow the beginning ({ $start })
        [withdrawal] this withdrawal ({ $end }) comes before the text ({ $start })
       *[other] the end ({ $end }) comes before the beginning ({ $start })
    }
    .hint = { $kind ->
        [edition] put back the files that clairevoie publish wrote
        [times] correct one of the two times
       *[other] correct one of the two dates
    }
CV212 = { $kind ->
        [milestones] more milestones are reached ({ $low }) than there are ({ $high })
       *[seats] the minimum ({ $low }) is above the maximum ({ $high })
    }
    .hint = correct one of the two values
CV213 = { $kind ->
        [edition] { $written ->
            [none] this file is not an edition: its name is not a number
           *[other] edition { $written } does not match the file’s name ({ $file })
        }
       *[date] the date { $written } does not match the file’s name ({ $file })
    }
    .hint = { $kind ->
        [edition] clairevoie publish keeps this folder: remove this file if it is a copy, otherwise put back the one that clairevoie publish wrote
       *[date] correct the date or rename the file
    }
CV214 = a spreadsheet would run this text, which begins with “{ $sign }”: it is published in the data
    .hint = begin with a word

# 3. Links between records
CV301 = { $what ->
        [itself] “{ $id }” is the very record that names it
        [in-turn] “{ $id }” already dissents from this text, directly or not
        [draft] “{ $id }” is a draft, and so it is not published
       *[other] “{ $id }” does not exist
    }
    .expected = { $kind }
    .hint = { $what ->
        [itself] name another, or remove this key
        [in-turn] keep “dissents_from” in the dissenting text only
        [draft] publish it (status: published), or remove the link
       *[other] { $nearest ->
            [none] { $known ->
                [asset] copy this file to content/assets/, or correct its name
                [none] check what you wrote
               *[other] these exist: { $known }
            }
           *[other] write “{ $nearest }”
        }
    }
CV302 = { $what ->
        [attendance] “{ $id }” is listed twice among those present and excused
        [votes] “{ $id }” has two votes on the same decision
        [list] “{ $id }” is named twice
       *[id] identifier “{ $id }” used twice
    }
    .hint = { $what ->
        [attendance] keep it in only one of the two lists, only once
        [votes] keep the vote that was cast
        [list] keep it only once
       *[id] if it is twice the same thing, remove the second; otherwise give it another identifier
    }
CV303 = { $what ->
        [other] recommendation “{ $id }” has two different responses on the same day
       *[same] the same response to recommendation “{ $id }”, written twice
    }
    .hint = { $what ->
        [other] keep the one that is in force, correct one of the dates, or say who each comes from (by)
       *[same] keep one of them. A more recent response is added under its own date
    }
CV304 = two pages at one address: { $path }
    .hint = change the “slug” or the file name of one of them{ $other ->
        [none] ; this address belongs to a page of the portal
       *[other] {""}
    }
CV305 = this address was published and leads nowhere any more: { $path }
    .hint = { $proposal ->
        [none] in content/portal.yaml, add under redirects: - {"{"}from: { $from }, to: …{"}"}, or put the page back
       *[other] in content/portal.yaml, add under redirects: - {"{"}from: { $from }, to: { $proposal }{"}"}
    }
CV306 = { $why ->
        [base] this address contains that of the portal: { $path }
        [onwards] this redirect leads to an address that is redirected itself: { $path }
        [file] this is the address of a file of the site, or one below a file: { $path }
        [long] a part of this address has more than 255 characters: { $path }
        [page] a page is still at this address: { $path }
        [twice] this address is redirected already: { $path }
       *[nowhere] this redirect leads to no page: { $path }
    }
    .hint = { $why ->
        [base] write { $proposal }
        [onwards] write { $proposal }
        [file] remove this redirect
        [long] remove this redirect, or make it a rule of the host
        [page] remove this redirect
        [twice] keep one of the two redirects only
       *[nowhere] write the address of a page of the portal, such as membres/abc/
    }
CV307 = this part of the history is no longer what was published: { $at }
    .hint = put the original text back; to take personal data out, replace before and after with withdrawn and the reason

# 4. Rules of the committee
CV401 = two terms of “{ $member }” on seat “{ $seat }” overlap
    .hint = end the first term (end_date) before the second begins
CV402 = this member may not hold seat “{ $seat }”
    .expected = { $reason ->
        [sector] a member of sector “{ $wanted }”; this one is of sector “{ $sector }”
       *[other] { $allowed }
    }
    .hint = change the seat of the term, or the rule in content/committee.yaml
CV403 = “{ $seat }” seats: { $sure ->
        [no] at least { $count }
       *[yes] { $count }
    } filled on { $day }, for a maximum of { $maximum } ({ $members })
    .hint = end a term (end_date), or correct “maximum” if it is wrong; the composition page shows the difference
CV404 = “{ $seat }” seats: { $count ->
        [0] none is filled
        [one] { $sure ->
            [no] at most { $count } is filled
           *[yes] only { $count } is filled
        }
       *[other] { $sure ->
            [no] at most { $count } are filled
           *[yes] { $count } are filled
        }
    } on { $day }, for a minimum of { $minimum }{ $members ->
        [none] {""}
       *[other] {" "}({ $members })
    }
    .hint = add a term, or correct “minimum” if it is wrong; the composition page shows the difference
CV405 = { $kind ->
        [many] { $count } terms begin before the committee was set up ({ $founding }); the first: { $start }
       *[one] term begun ({ $start }) before the committee was set up ({ $founding })
    }
    .hint = { $kind ->
        [many] correct the founding date (founding_date), or the dates of the terms
       *[one] correct one of the two dates
    }
CV406 = the term of member “{ $member }” has expired ({ $known ->
        [no] { $lapse } at the latest
       *[yes] { $lapse }
    }); no end (end_date) is entered as of { $day }
    .hint = enter its end (end_date), or its renewal as a new term
CV407 = { $what ->
        [response] this response bears a date to come: { $date } (it is { $day })
        [correction] this correction bears a date to come: { $date } (it is { $day })
        [assessment] this state is assessed on a date to come: { $date } (it is { $day })
        [milestone] this milestone is said to be reached on a date to come: { $date } (it is { $day })
        [meeting] this meeting is said to have been held on a date to come: { $date } (it is { $day })
        [decision] decisions are recorded on a date to come: { $date } (it is { $day })
        [declaration] this declaration bears a date to come: { $date } (it is { $day })
        [presence] attendance is recorded on a date to come: { $date } (it is { $day })
        [withdrawal] this text is said to be withdrawn on a date to come: { $date } (it is { $day })
        [applications] applications are counted for a call to come: { $date } (it is { $day })
        [commitment] the status of this commitment says it has begun, but its start is to come: { $date } (it is { $day })
        [minutes] these minutes are said to be adopted on a date to come: { $date } (it is { $day })
        [source] this source bears a date to come: { $date } (it is { $day })
        [document] this document bears a date to come: { $date } (it is { $day })
        [updated] the update (updated_at) bears a date to come: { $date } (it is { $day })
       *[commentary] this commentary bears a date to come: { $date } (it is { $day })
    }
    .hint = { $what ->
        [commentary] correct the date, or keep the text as a draft (status: draft) until then
       *[other] correct the date, or wait for that day
    }
CV408 = { $what ->
        [excuse] “{ $member }” is recorded as excused ({ $day }), but did not sit then
        [vote] “{ $member }” is recorded as having voted ({ $day }), but did not sit then
        [signature] “{ $member }” signs this text ({ $day }), but did not sit then
       *[presence] “{ $member }” is recorded as present ({ $day }), but did not sit then
    }
    .hint = { $what ->
        [excuse] correct the list (excused) or the dates of this member’s terms
        [vote] correct the list of votes or the dates of this member’s terms
        [signature] correct the signatories (authors), the date of the text or this member’s terms
       *[presence] correct the list (present) or the dates of this member’s terms
    }

CV409 = two records bear the same name: “{ $name }”
    .hint = if one is a copy, delete it; otherwise tell their names apart
CV410 = two rules of this seat hold on the same day
    .hint = give one of them a last day (end_date) before the first day (start_date) of the other
CV411 = “{ $member }” has sat since { $start }, before the call that chose it was opened ({ $opened })
    .hint = correct the start of the term (start_date), the opening of the call (opened) or the act of appointment (appointed_by)
CV412 = the call “{ $call }” is for the seat “{ $seat }”, and this term is on the seat “{ $own }”
    .hint = correct the seat of the term or the act of appointment (appointed_by), or remove “seat” from the call
CV413 = { $kind ->
        [applications] the call “{ $call }” chose { $count ->
            [one] one member
           *[other] { $count } members
        }, but received { $most ->
            [0] no application
            [one] only one application
           *[other] only { $most } applications
        }
       *[places] the call “{ $call }” filled { $count } seats, for { $most } to be filled
    }
    .hint = correct the number in the call, or the act of appointment (appointed_by) of a member
CV414 = { $what ->
        [cancelled] the meeting is cancelled (status), but its record says what happened at it: { $holds }
        [adopted] the minutes are said to be adopted at a cancelled meeting ({ $date })
        [passed] the meeting is said to be upcoming (status), but its date ({ $date }) has passed
        [older] the text adopted bears a date ({ $date }) before the meeting
       *[milestones] the status is “{ $status }”, but { $done ->
            [0] none of the { $total } milestones is reached
            [one] { $done } of { $total } milestones is reached
           *[other] { $done } of { $total } milestones are reached
        }
    }
    .hint = { $what ->
        [cancelled] remove the key “status” if the meeting was held; otherwise remove these keys
        [adopted] correct “adopted”, or the record of the other meeting
        [passed] remove the key “status” if the meeting was held; otherwise write “status: cancelled”
        [older] correct the date of the text, or remove “commentary” from this decision
       *[milestones] correct the status or the milestones
    }
CV415 = the date { $date } of commitment { $commitment } is outside the plan ({ $bound })
    .hint = correct this date, or the dates of the plan
CV416 = { $why ->
        [alike] the difference { $code } is accepted, but the two versions have none
        [over] the departure { $code } is no longer accepted after { $until }
       *[not-so] the departure { $code } is accepted, but there is none on { $day }
    }
    .hint = { $why ->
        [alike] remove this entry from “accepted_differences”
        [over] remove this entry from “accepted”, or extend it (until) if the departure goes on
       *[not-so] remove this entry from “accepted”
    }
CV417 = duty “{ $duty }”: missed { $count ->
        [one] once, from
       *[other] { $count } times, the last from
    } { $from } to { $to }
    .hint = record the { $met_by ->
        [meetings] meeting
        [commentary] commentary
        [plans] action plan
       *[documents] document
    } that meets it, or explain the departure (accepted); the page of obligations shows it
CV418 = “{ $member }” still sits after its dissolution ({ $date })
    .hint = write the end of the term (end_date), or correct the date of dissolution (dissolution_date)
CV419 = { $what ->
        [count] { $count } votes are recorded, for { $present ->
            [one] { $present } seat held by the members present
           *[other] { $present } seats held by the members present
        }
        [observer] “{ $member }” is recorded as having voted, but is only an observer
       *[absent] “{ $member }” is recorded as having voted, but not as present
    }
    .hint = { $what ->
        [observer] correct the votes (votes) or the role of this member (role)
       *[other] correct the votes (votes) or the list of those present (present)
    }
CV420 = “{ $id }” is the id of a member, and would be published as it is
    .hint = write the name: { $name }

# 5. Markdown
CV501 = { $kind ->
        [definition] “[{ $link }]” is defined nowhere
        [asset-path] file path that cannot be used: “{ $link }”
       *[other] reference that is not well formed: “{ $link }”
    }
    .expected = { $kind ->
        [member] member:identifier
        [plan] plan:identifier
        [commitment] commitment:plan/number
        [commentary] commentary:plan/name
        [meeting] meeting:2022-03-15
        [page] page:name
        [asset] asset:folder/file.pdf
        [asset-path] assets/folder/file.pdf
        [definition] a line “[name]: https://…” in the same text
       *[other] a full address, such as https://example.org/
    }
CV502 = HTML in the text: { $html }
    .expected = Markdown; HTML is never published
    .hint = use **bold**, *italics*, [link](…), lists or a table; to show code, put it between backticks
CV503 = link that cannot be published: “{ $link }”
    .expected = { $kind ->
        [image] a picture in content/assets/, by asset:path
       *[other] https:, mailto:, tel:, or a reference (member:, plan:, commitment:, commentary:, meeting:, page:, asset:)
    }
    .hint = { $nearest ->
        [none] replace this link
       *[other] write “{ $nearest }:…”
    }
CV504 = relative link: “{ $link }”
    .expected = a reference, which follows the page in both languages: member:, plan:, commitment:, commentary:, meeting:, page:, asset:
    .hint = write for instance [text](page:name), or the full address of another site
CV505 = footnote “{ $footnote }” is called and not written
    .hint = add a line “[^{ $footnote }]: …” at the end of the text
CV506 = image without alternative text
    .hint = describe the image between the brackets: ![description](asset:…)
CV507 = heading of level 1 in the text
    .expected = headings that start at “##”: the page’s heading comes from the header
    .hint = add a “#”

CV508 = { $kind ->
        [twice] another footnote already has the name “{ $footnote }”: this one is not published
       *[uncalled] footnote “{ $footnote }” that nothing calls: it is not published
    }
    .hint = { $kind ->
        [twice] give it another name, here and in the text that calls it
       *[uncalled] add [^{ $footnote }] where it belongs in the text, or remove the footnote
    }
CV509 = { $kind ->
        [heading] heading without words
       *[other] link without words
    }
    .hint = write the words to be read, or remove the element

CV510 = more than { $limit } levels of lists, quotations or emphasis inside one another
    .hint = remove levels: two or three are enough for any text

CV511 = { $kind ->
        [link-apart] a space separates the words of the link from its address: it would be published as you typed it
        [link-space] there is a space in the address of the link: it would be published as you typed it
        [table] the table has no line of hyphens below its first: it would be published as you typed it
        [cell] this row has more cells than the table has columns ({ $columns }): the cells beyond would be lost
        [alert] box of an unknown kind: it would be published as you typed it
        [no-space] a space is missing after the sign: this passage would be published as you typed it
        [emphasis] these stars do not touch the words: they would be published as you typed them
        [link-swapped] the words of a link go between brackets, and its address between parentheses
       *[task] checkbox: it would be published as you typed it
    }
    .expected = { $kind ->
        [alert] [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION]
        [cell] as many “|” as in the first row of the table
       *[other] { $proposal ->
            [none] text
           *[other] { $proposal }
        }
    }
    .hint = { $proposal ->
        [none] { $kind ->
            [task] remove the brackets, and say in words what is done
            [cell] remove the extra cell, or add a column; a “|” inside a text is written “\|”
            [alert] choose one of these kinds
            [emphasis] remove the space between the stars and the words: **words**
           *[other] correct this passage
        }
       *[other] write { $proposal }
    }
CV520 = sentence of { $words } words
    .hint = a sentence reads better in fewer than { $limit } words: cut it in two
CV521 = unexplained abbreviation: { $abbreviation }
    .hint = write the full name the first time, followed by the abbreviation in parentheses
CV522 = “{ $number }” is written { $language ->
    [fr] as in English in the French text
   *[en] as in French in the English text
}: it would be read as another number
    .hint = write “{ $proposal }”
CV523 = { $language ->
    [fr] English quotation marks in a French text
   *[en] French quotation marks in an English text
}: { $words }
    .hint = write { $language ->
        [fr] « … »
       *[en] “…”
    }, or mark the quotation as being in the other language

# 6. Languages
CV601 = { $kind ->
        [file] the French text is missing: { $key }
       *[field] the French text is missing
    }
    .hint = { $kind ->
        [file] write the French first; the English follows it
       *[field] add “{ $key }: …”
    }
CV602 = “{ $key }” differs between the languages: { $english } in English, { $french } in French
    .hint = { $key ->
        [recommendations] give both versions the same recommendations, under the same identifiers
       *[other] correct the English, or remove this key from it: it then follows the French
    }

CV611 = { $french ->
    [none] the English text says “{ $english }”; the French text does not
   *[other] { $english ->
        [begun] the English text is only begun; it lacks: { $french }
        [none] the French text says “{ $french }”; the English text does not
       *[other] the French text says “{ $french }”, and the English text “{ $english }”
    }
}
    .hint = { $english ->
        [begun] complete the translation
       *[other] correct the version that is wrong; if the difference is intended, accept it at the head of the file: accepted_differences: [{"{"}code: CV611, about: "…", reason: "…"{"}"}]
    }
CV612 = { $kind ->
    [image] this image is in the { $missing ->
        [en] French
       *[fr] English
    } text only
    [replaced] the link does not lead to the same place: { $french } in French, { $english } in English
   *[link] the { $missing ->
        [en] French
       *[fr] English
    } text links “{ $words }” to { $link }; the { $missing ->
        [en] English
       *[fr] French
    } text does not
}
    .hint = { $kind ->
        [image] add the image to the other version, or remove it from both
        [replaced] correct the link that is wrong; if both pages are versions of one page, say so once for all: twins of content/portal.yaml
       *[link] add the link to the other version, or remove it from both
    }
CV613 = { $kind ->
    [level] the heading is not at the same level: { $french } in French, { $english } in English
    [section] the section “{ $words }” is in the { $missing ->
        [en] French
       *[fr] English
    } text only
    [lost] “{ $words }” is a heading in the { $missing ->
        [en] French
       *[fr] English
    } text, and not in the { $missing ->
        [en] English
       *[fr] French
    } text
    [moved] the section “{ $words }” is not at the same place in both versions
   *[heading] the heading “{ $words }” is in the { $missing ->
        [en] French
       *[fr] English
    } text only
}
    .expected = the same headings, at the same level and in the same order
    .hint = { $kind ->
        [level] give both headings the same level
        [lost] write “{ $level }” and a space before the title
        [moved] put the section at the same place in both versions
        [section] add the section to the other version, or remove it
       *[heading] add the heading to the other version, or remove it
    }
CV614 = { $kind ->
    [columns] the table does not have as many columns: { $french } in French, { $english } in English
   *[other] the { $missing ->
        [en] French
       *[fr] English
    } text has { $kind ->
        [item] { $count ->
            [one] a list item
           *[other] { $count } list items
        }
        [list] a list
        [row] { $count ->
            [one] a table row
           *[other] { $count } table rows
        }
        [table] a table
       *[footnote] a footnote
    } that the { $missing ->
        [en] English
       *[fr] French
    } text does not have: “{ $words }”
}
    .hint = { $kind ->
        [columns] give both tables the same columns
       *[other] add what is missing to the other version, or remove what is too much
    }
CV615 = { $kind ->
    [paragraph] { $count ->
        [one] a paragraph is
       *[other] { $count } paragraphs in a row are
    }
   *[sentence] a sentence is
} in the { $missing ->
    [en] French
   *[fr] English
} text only: “{ $words }”
    .hint = add what is missing to the other version, or remove what is too much; if the difference is intended, accept it at the head of the file: accepted_differences: [{"{"}code: CV615, about: "…", reason: "…"{"}"}]
CV616 = this passage is in { $found ->
    [fr] French
   *[en] English
}, in a text in { $expected ->
    [fr] French
   *[en] English
}
    .hint = translate it; mark a name or a quotation like this: [words](lang:{ $found })
CV617 = the same words in both languages: “{ $words }”
    .hint = translate the English, or take it out: the page then shows the French, marked as such
CV618 = the French has changed since its English was confirmed: { $about }
    .hint = revise the English, then: clairevoie translate confirm { $file }
CV619 = English translation missing: { $about }
    .hint = add the English, or take missing_translation: error out of content/portal.yaml
CV620 = this link leads to the { $language ->
    [fr] English
   *[en] French
} page of a site that is also in { $language ->
    [fr] French
   *[en] English
}: { $link }
    .hint = link to the { $language ->
        [fr] French page, or write “(en anglais)”
       *[en] English page, or write “(in French)”
    } after the link
CV621 = { $french ->
    [none] the English text says “{ $english }”; the French text says nothing of the kind
   *[other] { $english ->
        [none] the French text says “{ $french }”; the English text says nothing of the kind
       *[other] the French text says “{ $french }”, and the English text “{ $english }”
    }
}
    .hint = read both sentences again: a duty, a permission or a limit may have changed

# 7. Published pages
CV701 = link that leads nowhere: { $link } (page { $page }{ $others ->
        [0] )
        [one] {" "}and one other page)
       *[other] {" "}and { $others } other pages)
    }
    .hint = correct the link, or create the page or file
CV702 = anchor not found: { $link } (page { $page })
    .hint = { $nearest ->
        [none] look at the heading meant
       *[other] write “#{ $nearest }”
    }
CV703 = identifier “{ $id }” carried by two elements of page { $page }
    .hint = change one of the two headings

CV704 = the heading “{ $words }” is of level { $level }, after a level { $last } (page { $page })
    .hint = go down one level at a time: ## then ###
CV705 = picture of the theme without alternative text: { $image } (page { $page })
    .hint = for the person who looks after the theme: give the picture an alt attribute in the template
CV706 = table of the theme without a header cell (page { $page })
    .hint = for the person who looks after the theme: give the table th cells in the template
CV707 = link without words: { $link } (page { $page })
    .hint = for the person who looks after the theme: write between the link’s tags where it leads
CV708 = the words “{ $words }” do not say where the link leads (page { $page })
    .hint = name the page or the file: “the end-of-commitment report”
CV709 = the words “{ $words }” lead to several places: { $targets } (page { $page })
    .hint = give each link words of its own
CV710 = the link “{ $link }” leads to a file without saying its type and size (page { $page })
    .hint = link the file with asset:…: type and size are added automatically
CV711 = the page { $page } says it is in “{ $found }” instead of “{ $expected }”
    .hint = for the person who looks after the theme: correct the lang attribute of html in the template
CV712 = the link { $link } does not answer ({ $cause })
    .hint = try the address in a browser; if the page is gone, link another or an archived copy
CV721 = security.txt has not been valid since { $expires }
    .hint = check that the contact is still the right one, then set expires to less than a year away; the day that counts as today: { $day }
CV722 = security.txt will no longer be valid on { $expires } ({ $days ->
        [one] { $days } day left
       *[other] { $days } days left
    })
    .hint = check that the contact is still the right one, then set expires to less than a year away; the day that counts as today: { $day }
CV723 = this host sends no headers: part of the protection is missing
    .hint = pages carry the security policy themselves, but nothing stops another site from showing them in a frame, or a browser from guessing the type of a file; addresses that were left lead to a page instead of a redirect, and a withdrawn text answers as if it were there. The rest takes a host that can be configured: clairevoie host

# 8. Theme
CV801 = theme “{ $theme }” not found
    .expected = quebec, or a folder of themes/
CV802 = template that fails
    .hint = for the person who looks after the theme; otherwise, remove the template from themes/ to use the program’s own. Technical detail: { $detail }
CV803 = message “{ $key }” missing in language “{ $language }”
    .hint = add “{ $key } = …” to this file
CV804 = message file that cannot be read
    .hint = for the person who looks after the theme. Technical detail: { $detail }
CV805 = this file of the theme is of no use: no template names it
    .hint = { $nearest ->
        [none] clairevoie theme lists the files that can be replaced
       *[other] rename it if it was to replace { $nearest }
    }

# 9. The program
CV901 = fault of the program itself, while at work on this file
    .hint = this is not your mistake: keep a copy of the file, report this message, and go on with small changes. Technical detail: { $detail }

report-more = { $count ->
    [one] and one more problem of this kind in this file
   *[other] and { $count } more problems of this kind in this file
}
report-counts = { $errors ->
        [0] {""}
        [one] { $errors } error{", "}
       *[other] { $errors } errors{", "}
    }{ $warnings ->
        [0] no warnings
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }

# Commands
cli-about = Clairevoie turns YAML records and Markdown commentary into the bilingual site of a public advisory committee.
cli-usage = Usage:
cli-commands = Commands:
cli-options = Options:
cli-help = Shows this help
cli-help-command = Shows the help of a command
cli-version = Shows the version
cli-root = The portal’s folder (or else the nearest upward with content/portal.yaml)
cli-lang = Language of the messages: fr or en
cli-publish = Publishes an edition: records what changed, then writes the site
cli-note = Reason for the edition, published with it
cli-note-en = The same reason in English
cli-value-text = TEXT
cli-until = Lists, day by day, what will fall due up to this date
publish-edition = Edition { $number }: { $changed ->
    [0] { $number ->
        [1] everything in it is new
       *[other] no text changed
    }
    [one] { $changed } file changed
   *[other] { $changed } files changed
}. Keep the folder editions/ with the content.
publish-nothing = The content has not changed since the last edition.
publish-chain = { $new ->
    [yes] It is edition { $number } of the site: it is added to the chain (editions.json).
   *[no] The files of the site are those of its edition { $number }: nothing is added to the chain (editions.json).
 }
publish-earlier = The last edition is dated { $last }: an edition of { $day } would come before it. Nothing was written. Check --as-of, or the clock of the computer.
publish-stopped = No edition was made, and nothing was written.
publish-unknown-edition = The published site has an edition { $number } that this portal’s folder does not know, or not the same one: publishing from here would rewrite history. Take the current editions/ folder first (git pull), then start again. If that edition was never online, delete public/ and .public.clairevoie/. The site has not changed.
publish-elsewhere = --base-url { $address }: the editions of this portal are published at { $last }, and a trial elsewhere is not one of them. Nothing was written. For a trial, use “clairevoie build --base-url …”.
publish-without-handover = portal.yaml names other keys (signing_keys) than the last edition, and none of the previous keys vouches for them: readers could not rely on them. The site has not changed. Add --sign and --handover-key with the previous key; if it is lost, --without-handover.
editions-forgotten = Earlier editions can no longer be put back: their files were removed from this computer.
verify-wrong-statement = What the edition says of itself (edition.json) is not what the chain says of it.
publish-not-signed = This edition is not signed, though portal.yaml names keys (signing_keys). To sign it: clairevoie publish --sign minisign, or sign SHA256SUMS with your tool and put the signature beside it.
publish-unsigned-why = { $why ->
    [missing] the tool { $detail } is not installed.
    [refused] the tool { $detail } refused; it said why above.
    [key] the key that signed is none of those that portal.yaml names (signing_keys). Add the public key there, or sign with the right one.
   *[system] { $detail }.
 }
usage-sign-key = To sign with OpenSSH, name the key: --sign ssh --sign-key PATH.
usage-sign = Name the tool that signs: --sign minisign, or --sign ssh.
editions-none = No edition has been published. “clairevoie publish” makes the first.
editions-line = { $number }. { $date }, content of edition { $history }{ $restores ->
    [0] {""}
   *[other] {" "}(puts edition { $restores } back)
 }{ $state ->
    [published] {" "}— published here
    [kept] {" "}— can be put back
   *[gone] {""}
 } [{ $hash }]
rollback-nothing = No earlier edition is kept here. Editions are kept beside the published folder, as “clairevoie publish” writes them.
rollback-already = Edition { $number } is the one that is published. Nothing has changed.
rollback-done = Edition { $number } was put back in { $path } (files written: { $written }, removed: { $removed }). The chain says so: it is edition { $own }. The content of the portal has not changed: correct it before the next publication.
verify-no-folder = { $path } is neither a folder nor an address (https://…).
verify-bad-since = “{ $value }” is not an edition. Expected: what the verification says at its end, such as 12:3f2a…, or a SHA-256 hash.
verify-bad-key = “{ $value }” is not a public key of minisign (RW…) or OpenSSH (ssh-ed25519 AAAA…).
verify-forked = Another history: edition { $subject }, which you had seen, was replaced by another one.
verify-broken-chain = The chain of editions (editions.json) is broken at line { $subject }: an edition was changed, removed or put in afterwards.
verify-truncated = Truncated chain: the edition that you had seen is no longer in it ({ $subject }).
verify-wrong-checkpoint = The checkpoint does not match the chain of editions.
verify-wrong-signature = The signature is not a signature of this manifest by a recognized key.
verify-keys-replaced = Edition { $subject } changes the signing keys, and none of the previous keys vouches for that.
verify-unsigned = No signature, though keys are named.
verify-unchecked = The signature could not be checked: the tool { $subject } is not installed.
verify-no-manifest = { $subject ->
    [none] No manifest (SHA256SUMS) there: nothing can be verified.
   *[other] The manifest (SHA256SUMS) cannot be read at line { $subject }.
 }
verify-outdated = The manifest is that of edition { $subject }, and not of the last one: the upload was not completed, or an old edition was put back without the chain saying so.
verify-not-an-edition = These files are those of no published edition: a site built without “publish”, or a changed manifest.
verify-altered = Altered at the source: { $subject }
verify-missing = Missing: { $subject }
verify-extra = Extra: { $subject }
verify-altered-in-transit = Altered in transit, by a cache or an intermediary: { $subject }
verify-unreadable = Cannot be read: { $subject } ({ $detail })
verify-more = … and { $count ->
    [one] one more
   *[other] { $count } more
 } ({ $what }).
verify-kind-altered = altered at the source
verify-kind-missing = missing
verify-kind-extra = extra
verify-kind-altered-in-transit = altered in transit
verify-kind-unreadable = unreadable
verify-kind-keys-replaced = changes of keys
verify-result = { $verified ->
    [yes] Verified
   *[no] Not verified
 }: { $site }, { $files } files as published{ $earlier ->
    [0] {""}
   *[other] {""}, { $earlier } of earlier editions
 }{ $edition ->
    [0] {""}
   *[other] {""}; edition { $edition } of { $date }
 }{ $signed ->
    [no] {""}
   *[other] {""}, signed by { $signed }
 }.
verify-token = To verify later that nothing was rewritten, keep this: --since { $token }
ahead-none = Nothing falls due up to { $day }.
ahead-head = Up to { $day }:
cli-build = Writes the site
cli-check = Verifies all that can be, without writing
cli-positionals = Arguments:
cli-schema-out = Folder to write to (schemas/ in the one you are in)
cli-out = Folder to write into (public/ in the portal’s)
cli-base-url = The site’s address, in place of the portal’s own
cli-as-of = Reference date, in place of the portal’s own (e.g. 2023-06-01)
cli-drafts = Shows drafts too
cli-no-search = Leaves search out
cli-in-place = Replace files one by one instead of exchanging the folder: for a folder mounted as it is in a container
cli-no-precompress = Do not write compressed copies (.br, .gz) beside the files
cli-sign = Sign the edition with the publisher’s own tool: minisign or ssh
cli-sign-key = Key that the tool signs with
cli-handover-key = Earlier key, which vouches for new ones
cli-without-handover = Change keys though no earlier key vouches for the new ones (lost key)
cli-forget = Remove what lets earlier editions be put back, for instance after personal information was withdrawn
cli-editions = Lists the editions that were published, and those that can be put back
cli-rollback = Puts an earlier edition back: the one before, or the one that is named
cli-rollback-number = Number of the edition
cli-out-of = Published folder (by default: public)
cli-verify = Verifies a published site, a folder or an address, against its manifest and its chain of editions
cli-verify-site = Folder or address of the site
cli-since = Edition seen before, which the chain must hold
cli-key = Public key that you trust
cli-timeout = Longest time to verify an address, in seconds (by default: 600)
cli-verify-format = Form of the answer: human or json
cli-value-tool = TOOL
cli-value-number = NUMBER
cli-value-site = SITE
cli-value-edition = EDITION
cli-value-key = KEY
cli-value-seconds = SECONDS
cli-format = Form of the messages: human, json or sarif
cli-explain = Explains a code, with a wrong and a right example; without a code, lists them
cli-hints = Gives advice on reading too (long sentences, abbreviations)
cli-value-format = FORM
cli-value-code = CODE
cli-value-command = COMMAND
usage-unknown-code = { $value } is not the code of a message. Codes go from { $first } to { $last }, as in error[CV201].
cli-init = Writes a first portal, ready to be shown
cli-new = Writes a record with each field explained
cli-schema = Writes the JSON Schemas of the records, for the text editor
cli-fmt = Corrects the typography of the sources by the rules of each language, and what can be repaired in only one way
cli-check-flag = Shows what would change, without writing
cli-translate = Tracks translations
cli-status = Lists the translations that are missing, to be revised and never confirmed
cli-accept = Accepts a difference between the two versions
cli-accept-file = The file, with the line if you wish
cli-accept-reason = Why it is meant
cli-accept-code = Only the differences of this code
cli-accept-line = Only those of this line
cli-confirm = Records that the translation is up to date
cli-folder = The folder of the portal to write
cli-kind = What to write: member, nomination, meeting, plan, commentary, response, page, commitment or recommendation
cli-id = The file’s name without its ending; a meeting’s date; for a commentary, plan/name
cli-file = The files to confirm
cli-all = Confirms all texts and records
cli-value-kind = KIND
cli-value-id = NAME
cli-value-file = FILE
init-done = Portal written to the folder “{ $path }”. To see it: { $here ->
        [yes] clairevoie serve --open
       *[other] cd { $path }, then clairevoie serve --open
    }
new-bad-id = { $id } cannot be a file’s name: lower-case letters without accents, digits and hyphens{ $reserved ->
        [yes] , but for the names that Windows reserves, such as con or aux
       *[no] {""}
    }. For example: { $suggestion }
new-bad-commentary = { $id } does not say which plan it is about. Write the plan, a slash and the name: clairevoie new { $kind } { $known }/{ $suggestion }
new-bad-meeting = { $id } is not a date. The file of a meeting carries its own: clairevoie new meeting { $suggestion }
new-taken = The address “{ $id }” is one of the portal’s own pages or folders. Choose another name.
new-no-plan = No plan is named “{ $plan }”. Create it first: clairevoie new plan { $plan }
new-no-commentary = No commentary is named “{ $id }”. Create it first: clairevoie new commentary { $id }
new-no-recommendation = The commentary “{ $id }” holds no recommendation. Add one first: clairevoie new recommendation { $id }
new-no-place = { $id }: the list is written between brackets, or the file has an error. Write one item a line, each after a hyphen, or add the new one by hand.
new-bad-commitment = { $id } does not say which commitment it is. Write the plan, a slash and the number: clairevoie new commitment 2021-2023/6
new-bad-number = { $id } cannot be the number of a commitment: digits, lower-case letters without accents and hyphens. For example: { $suggestion }
new-commitment-there = Commitment { $id } exists already. Choose another number.
new-given-up = Nothing was written.
ask-french = { $what ->
    [name] Official name of the organization, in French?
    [answer] Response, in French?
    [item] First item of the agenda, in French?
   *[title] Title, in French?
} (Enter: to be filled in later)
ask-english = { $what ->
    [name] Name in English? (Enter: there is none)
   *[other] In English? (Enter: not translated yet)
}
ask-seat = Seat? { $seats } (Enter: the first)
ask-seat-unknown = This seat is not in the list.
ask-date = { $what ->
    [member] Start of the term, such as { $day }, or the year or month alone? (Enter: unknown)
    [nomination] Opening of the call, such as { $day }? (Enter: today)
    [plan] Start of the plan, such as { $day }, or the year alone? (Enter: today)
   *[other] Date, such as { $day }? (Enter: today)
}
ask-date-bad = This is not a date. Write the year, the month and the day: 2026-04-12, 2026-04 or 2026.
ask-text-bad = This text has an invisible character in it. Please type it again.
cli-theme = Lists the files of the theme, or writes one out to be changed
cli-theme-file = File to write out, such as templates/footer.html
theme-list = A file of the same name in { $folder } replaces the program’s own (*: this is the case). To write one out and change it: clairevoie theme templates/footer.html. To add style rules without copying anything, write them in { $added }.
theme-unknown = The theme has no file “{ $file }”. { $nearest ->
    [none] clairevoie theme lists them.
   *[other] Did you mean “{ $nearest }”?
}
schema-done = Schemas written to { $path }. For VS Code with the YAML extension, add this to .vscode/settings.json:
fmt-done = { $count ->
    [0] { $skipped ->
        [0] Nothing to change.
       *[other] No file changed.
    }
    [one] { $count } file reformatted{ $repaired ->
        [0] .
       *[other] { "" } and repaired: please read the lines above.
    }
   *[other] { $count } files reformatted{ $repaired ->
        [0] .
        [one] , of which 1 repaired: please read the lines above.
       *[other] , of which { $repaired } repaired: please read the lines above.
    }
}
fmt-checked = { $count ->
    [0] { $skipped ->
        [0] Nothing to change.
       *[other] Nothing else to change.
    }
    [one] { $count } file to reformat: clairevoie fmt
   *[other] { $count } files to reformat: clairevoie fmt
}
fmt-skipped = { $skipped ->
    [one] 1 unreadable file was left as it is: correct it, then run clairevoie fmt again.
   *[other] { $skipped } unreadable files were left as they are: correct them, then run clairevoie fmt again.
}
accept-bad-line = Give the number of a line: --line 12
accept-no-reason = Give the reason: --reason "…"
accept-nothing = No difference is reported at this place of { $path }.
accept-no-place = The entry cannot be added to { $path }: write it yourself under accepted_differences, or put this list on lines.
accept-done = { $count ->
    [one] { $count } difference accepted.
   *[other] { $count } differences accepted.
}
confirm-nothing = Name the files to confirm, or use --all.
confirm-unknown = { $path } is not a file of the content.
confirm-placeholder = { $path } still holds a text to be filled in. Replace it, then confirm.
confirm-unreadable = { $path } is missing or has errors. Correct them first: clairevoie check
confirm-no-english = { $path } does not exist yet: there is no translation to confirm.
confirm-done = { $count ->
    [one] { $count } translation confirmed. Keep the folder translations/ with the content.
   *[other] { $count } translations confirmed. Keep the folder translations/ with the content.
}
status-missing = missing: { $path }
status-missing-fields = English missing in { $path }: { $fields }
status-unconfirmed = never confirmed: { $path }
status-stale = to be revised: { $about } (the French has changed since it was confirmed)
    {"  "}English: { $english }
    {"  "}French: { $french }
status-done = Translations: { $missing } missing, { $stale } to be revised, { $unconfirmed } never confirmed.
write-changed = { $path }: the file changed since it was read; nothing was written to it. Run the command again.
write-link = { $path }: a symbolic link leads elsewhere; nothing was written through it. Replace the link with a folder.
init-inside = { $path }: this folder is in the content of a portal ({ $portal }). Choose a folder elsewhere.
serve-watching-ended = Watching the files has ended: start the preview again.
write-exists = { $path } exists already; nothing was written.
external-unkept = The answers of other sites could not be kept; they will be asked for again.
cli-external = Also checks links to other sites (answers kept for a day in .clairevoie/)
cli-timings = Says how long each stage took, and the slowest templates and pages
cli-strict = Treats warnings as errors
cli-value-folder = FOLDER
cli-value-language = LANGUAGE
cli-value-url = URL
cli-value-date = DATE

usage-unknown-command = Unknown command: “{ $argument }”.{ $suggestion ->
        [none] {""}
       *[other] {" "}Did you mean “{ $suggestion }”?
    }
usage-unknown-argument = Unknown option: “{ $argument }”.{ $suggestion ->
        [none] {""}
       *[other] {" "}Did you mean “{ $suggestion }”?
    }
usage-bad-value = Value “{ $value }” is not accepted for { $argument }. Expected: { $known }.
usage-bad-number = “{ $value }” does not suit { $argument }. Expected: a whole number.
usage-repeated = Option given twice: { $argument }.
usage-other = A value is missing for { $argument }.
usage-no-text = A value has bytes that are not text (UTF-8). Rename the file or folder, or correct the command.
usage-missing-command = A command is missing. Choose { $known }.
usage-bad-epoch = SOURCE_DATE_EPOCH: “{ $value }” is not a number of seconds since 1970.
usage-bad-date = The date “{ $value }” is not accepted for { $argument }. Expected: a day, such as 2023-06-01.
usage-note-in-french = --note-en needs --note as well: the reason is written in French first.
usage-until-past = --until gives { $until }, before the reference date ({ $day }). Give a later day.
usage-bad-url = The address “{ $value }” is not accepted for { $argument }. Expected: a full address, such as https://example.org/committee/.
usage-see-help = For help: clairevoie --help

no-portal = No portal here: neither { $path } nor the folders above it have a content/portal.yaml. To create one: clairevoie init my-portal
no-portal-there = No portal in { $path }: there is no folder content/.
system-failed = { $reason ->
        [missing] Not found: { $path }
        [permission] Access refused: { $path }
        [full] Disk full: { $path }
        [readonly] Read-only disk: { $path }
        [kind] Not a regular file: { $path }. Move it away, then begin again.
        [large] File too large: { $path }. Move it away, then begin again.
       *[other] The system refused: { $path } (technical detail: { $detail })
    }

build-stopped = { $there ->
    [yes] Nothing was written: { $path } is as it was.
   *[no] Nothing was written.
}
build-busy = Another build is writing into { $path }. Wait until it is done.
build-changed = Nothing was published: { $path } was changed during the build. Run the command again.
build-obstructed = Nothing was published: { $path } was not written by Clairevoie, or was changed since, and stands where a file of the site is to go. Move it, then try again.
build-done = Site written to { $path }: { $pages } pages; files: { $written } written, { $unchanged } unchanged, { $removed } removed; { $kilobytes } kB; { $warnings ->
        [0] no warnings
        [one] { $warnings } warning
       *[other] { $warnings } warnings
    }.
build-gone = These addresses no longer lead anywhere; those who quoted them will not find them: { $addresses }{ $more ->
        [0] {""}
        [one] {" "}and one more
       *[other] {" "}and { $more } others
    }
build-kept = { $count ->
        [one] An old file was changed by hand since the last build and is left in place: { $paths }
       *[other] { $count } old files were changed by hand since the last build and are left in place: { $paths }
    }
refused-inside-content = Refused: { $path } is part of the portal’s sources.
refused-inside-output = Refused: { $path } lies inside a site that was built.
refused-holds-more = Refused: { $path } holds the portal’s sources, or a home folder.
refused-not-ours = Refused: { $path } holds files that Clairevoie did not write. Choose an empty folder.
refused-not-a-folder = Refused: { $path } is not a folder.
refused-other-portal = Refused: { $path } holds the site of another portal, { $other }. Give another folder with --out; if this portal’s address changed, delete that folder first.
check-done = { $warnings ->
        [0] All is in order: { $pages } pages checked.
       *[other] No errors: { $pages } pages checked. See the warnings above.
    }
check-failed = { $errors ->
        [0] Nothing prevents publication, but you asked that no warning be left (--strict).
       *[other] The site cannot be published until these errors are corrected.
    }
timings = Time: { $stages }; in all { $total }.
build-searched = Search: { $pages } pages indexed, { $kilobytes } kB, { $kept ->
        [yes] index kept, since no indexed text changed
       *[no] ready after { $time } (beside the writing of the pages)
    }.
build-mixed = Files were being replaced one by one: { $path } now has files of two versions of the site. Fix the cause, then run the command again: it completes what was begun.
build-in-place = The folder { $path } cannot be exchanged for another (mount point, other disk, network folder, group that you do not belong to, or option --in-place): files were replaced one by one. A build that is cut short there leaves files of two editions; the next one puts that right.
build-compressed = Compressed copies (.br, .gz): { $files } files, { $kilobytes } kB, in { $time }.
chain-broken = The chain of editions ({ $path }) is broken at line { $line }{ $edition ->
    [0] {""}
   *[other] {" "}(edition { $edition })
 }. Nothing was written. This file is written by “clairevoie publish” and is not edited by hand: take it back from the history of the repository, or from the published site (editions.json).
publish-unsigned = No signature was made: { $detail } Nothing was published.
rollback-not-kept = Edition { $number } is no longer kept here, or not as a whole. “clairevoie editions” lists those that can be put back. Nothing has changed.
build-search = The search index could not be built ({ $detail }). The site has not changed. To publish without search: clairevoie build --no-search
stage-unchanged = comparison
timings-template = { $name }: { $count } pages, { $total } in all, { $mean } each on average
timings-slowest = The slowest pages:
stage-snapshot = reading
stage-inputs = hashes
stage-records = records
stage-site = links and theme
stage-tree = addresses
stage-publish = pages
stage-check = verification

# Preview
cli-serve = Shows a preview, right after every save
cli-port = Port to listen on (4000, or the next that is free)
cli-open = Opens the browser
cli-poll = Compares files instead of waiting for the system’s signals (network folders)
cli-host = Address to listen on, instead of this computer only
cli-allow-host = Host name accepted besides
cli-editor = Address that opens a file in the editor, or none
cli-value-port = PORT
cli-value-address = ADDRESS
cli-value-name = NAME
usage-bad-port = The port “{ $value }” is not accepted for { $argument }. Expected: a number from 0 to 65535.
usage-bad-host = The address “{ $value }” is not accepted for { $argument }. Expected: an IP address, such as 127.0.0.1.
serve-other-port = Port { $asked } is taken; the preview is on port { $taken }.
serve-exposed = Warning: the preview is open to other machines ({ $address }). Anyone who can reach this address can read the drafts.
serve-stop = Ctrl-C to stop.
serve-no-browser = The browser could not be opened.
serve-remade = Up to date ({ $number }): { $milliseconds } ms.
serve-polling = The system cannot watch more files (setting { $setting }); the preview checks them at regular intervals.
preview-foreign-host = This host name is not the preview’s (see --allow-host).
preview-bar = Preview
preview-sentences = Sentence by sentence
preview-french = French
preview-english = English
preview-absent = nothing
preview-difference = Difference
preview-key-sentences = both versions, sentence by sentence
preview-differences = { $count ->
    [0] No difference is reported in the text.
    [one] { $count } difference reported; the command accepts it, if it is meant.
   *[other] { $count } differences reported; the command accepts one, if it is meant.
}
preview-beside = French and English side by side
preview-own-diagnostics = { $count ->
        [0] nothing to report on this page
        [one] { $count } remark on this page
       *[other] { $count } remarks on this page
    }
preview-translated = translated
preview-stale = translation to be reviewed
preview-unconfirmed = translation never confirmed
preview-last-good = last version without errors
preview-leave = Back to one language (Esc)
preview-explained = Explanation of { $code }
preview-untranslated = not yet translated
preview-draft = draft
preview-more = { $count ->
    [one] and one more problem
   *[other] and { $count } more problems
}
preview-gone = This page no longer exists.
preview-none = No errors, no warnings.
preview-broken = The portal cannot be shown yet
preview-key-help = shows these keys
preview-key-editor = opens the source in the editor
preview-key-diagnostics = shows errors and warnings
preview-key-beside = puts French and English side by side
preview-key-language = goes to the other language

# Going online
cli-deploy = Puts the site online, by rsync or rclone, in the order that never shows a page without its files
cli-deploy-target = Destination: a folder, user@host:/path, rsync:DESTINATION or rclone:DESTINATION
cli-deploy-from = Published folder to send (public/ in the portal’s)
cli-deploy-verify = What is read back at the destination: changed (what was sent), all or none
cli-deploy-keep-days = How many days replaced styles, scripts and fonts of the theme stay (30)
cli-deploy-dry-run = Shows what would be done, and changes nothing at the destination
cli-deploy-format = Form of what --dry-run shows: human or json
cli-deploy-repair = Reads all files at the destination, and sends again those that are missing or altered
cli-deploy-force = Accepts a destination that holds another portal, or a site that this command did not put there
cli-value-target = DESTINATION
cli-value-extent = EXTENT
cli-value-days = DAYS
usage-bad-days = “{ $value }” does not suit --keep-days. Expected: a number of days, from 0 to 65535.
usage-no-target = There is no destination after “{ $target }”.
usage-ambiguous-target = “{ $target }” may be a host or a destination of rclone. Write rsync:{ $target } or rclone:{ $target }.
deploy-heading = To { $target }, by { $tool }: { $found ->
        [nothing] first deployment.
        [interrupted] taking up a deployment that was interrupted.
       *[edition] an edition is already there.
    }
deploy-phase = { $phase ->
        [examining] Checking what is already at the destination
        [assets] Theme, search index and documents
        [search] Search
        [data] Data
        [pages] Pages
        [feeds] Site map, feeds and calendars
        [account] List of files and signature
        [chain] Chain of editions
        [verifying] Reading back at the destination
       *[removing] Removal
    }: { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
deploy-dry-run = Nothing was changed at the destination. Files to send: { $sent }; unchanged: { $unchanged }.
deploy-done = { $nothing ->
        [yes] The destination is up to date
       *[no] The site is online
    }. Files sent: { $sent }, unchanged: { $unchanged }, removed: { $removed }, read back: { $verified }.
deploy-unlisted = { $path } does not contain SHA256SUMS, the list of its files: nothing was sent. Publish the site first, with clairevoie publish.
deploy-bad-list = { $path } cannot be read: nothing was sent. Publish the site again, with clairevoie publish.
deploy-damaged = { $count ->
        [one] This file of the folder to send is missing or is not the one in SHA256SUMS
       *[other] { $count } files of the folder to send are missing or are not those in SHA256SUMS
    }: { $paths }{ $more ->
        [0] {""}
        [one] {" "}and one more
       *[other] {" "}and { $more } others
    }. Publish the site again, with clairevoie publish, and wait until it is written before deploying it.
deploy-differs = { $count ->
        [one] Read back at the destination, this file is not the one that should be there
       *[other] Read back at the destination, { $count } files are not those that should be there
    }: { $paths }{ $more ->
        [0] {""}
        [one] {" "}and one more
       *[other] {" "}and { $more } others
    }. Run the same command again with --repair, which sends them again.
deploy-ahead = Refused: the destination has an edition that the folder to send does not know; sending it would make a published edition disappear. Publish from the current editions/ folder. Nothing was changed. To go on all the same, add --force.
deploy-other-portal = Refused: the destination holds another portal ({ $there }), and not { $here }. Nothing was changed. If it is to be replaced, add --force.
deploy-own-folder = Refused: { $target } holds the sources of a portal, or the site to be sent itself. Nothing was changed. Name another folder.
deploy-occupied = Refused: { $target } already contains a site that this command did not put there. Nothing was changed. If it is to be replaced, add --force.
deploy-tool-failed = { $cause ->
        [missing-rsync] rsync is not installed on this computer. Debian and Ubuntu: apt install rsync. macOS: brew install rsync. Windows: install rclone instead (winget install Rclone.Rclone), and name the destination as rclone:DESTINATION.
        [missing-rclone] rclone is not installed on this computer. Debian and Ubuntu: apt install rclone. macOS: brew install rclone. Windows: winget install Rclone.Rclone.
        [missing-there] rsync is not installed on the host. Have it installed there, or use SFTP: rclone:DESTINATION.
        [interrupted] The deployment was interrupted.
        [unreachable] { $target } does not answer, or the connection was cut. Check the address and the network.
        [denied] { $target } refuses access. Check the key or password that { $tool } knows, and the permission to write there.
        [full] There is no space left at the destination. Make some, then run the same command again.
        [unknown-remote] rclone does not know this destination: { $target }. Describe it with rclone config; rclone listremotes lists those that it knows.
       *[other] { $tool } failed.
    }
deploy-state = { $state ->
        [untouched] The destination is as it was.
        [mixed] The destination is between two editions: some pages are new, others are not, and each has the files that it needs. Run the same command again: it will only do the rest.
       *[complete] The new edition is online and complete; files that are no longer wanted may still be there. Run the same command again: it will remove them.
    }
# The configuration of the web server
cli-value-server = SERVER
cli-host-command = Writes what the web server must know: nginx, apache, apache-vhost, caddy, netlify or iis
cli-host-kind = Server: nginx, apache, apache-vhost, caddy, netlify or iis (otherwise, that of host.kind)
usage-host-kind = For which server? Write nginx, apache, apache-vhost, caddy, netlify or iis after the command, or under host.kind in content/portal.yaml.
cli-host-folder = Folder of the site on the server (/var/www/, then the host and the path of base_url)
cli-host-out = Folder to write the files to (otherwise, standard output)
usage-bad-server-folder = “{ $value }” cannot be the site’s folder on the server: write a full path, without quotes, braces, stars or the sign $.
host-written = Written to { $path }: { $files }.
host-head = What { $server } must know to serve { $url }. Written by “clairevoie host”: write it again when an address is redirected, a text withdrawn or a kind of file added.
host-nginx-install = To be included in a server block (include …/clairevoie-nginx.conf;), then checked with “nginx -t”.
host-apache-install = To be put in the site’s folder, under the name .htaccess. The host must allow AllowOverride FileInfo, and have the modules headers, mime and rewrite. If MultiViews is on there, ask for it to be off in this folder.
host-vhost-install = To be included in a VirtualHost block (Include …/clairevoie-apache.conf). It takes the modules alias, dir, headers, mime and rewrite.
host-caddy-install = To be imported in the site’s block (import …/clairevoie.caddy).
host-netlify-install = To be put at the root of what is deployed. Netlify compresses files and manages the certificate by itself.
host-iis-install = To be put in the site’s folder, under the name web.config. It takes the module URL Rewrite. Compression is set for the whole server.
host-folder = The site’s folder on this server.
host-relative = Redirects keep the scheme and host of the request.
host-nginx-compression = The .br and .gz files, compressed in advance. Without the brotli module (libnginx-mod-http-brotli-static on Debian), remove the line brotli_static.
host-apache-compression = A folder’s address leads to its page, then to the file compressed in advance that the browser accepts.
host-compression = The .br and .gz files, compressed in advance.
host-types = The types of files.
host-apache-folders = A folder’s address ends with a slash.
host-apache-languages = The end of a name is not a language: .br is not Breton.
host-headers = The security policy, and what browsers check again on each visit.
host-immutable = The names of these files change with their content: they can be kept.
host-open = Programs of other sites may read the data, the feeds and the checksums.
host-vary = The content depends on the compression that the browser accepts.
host-not-found = The page of addresses that lead nowhere, in the language of the address.
host-hidden = Hidden files cannot be read, except /.well-known/.
host-redirects = Addresses that were left.
host-gone = Withdrawn texts: their notice, with status 410.
host-vhost-options = No listing of folders, no content negotiation.
host-administrator = For the administrators of { $host }: what follows holds for the whole host.
host-administrator-robots = robots.txt counts at the root of the host only. Line to add to it:
host-administrator-security = security.txt counts at the root of the host only, at the address /.well-known/security.txt. If the host does not already have its own:
host-administrator-transport = If the whole host is served over HTTPS, a header that imposes it on browsers (it binds the whole host, for a year):
host-administrator-site-map = Site map to declare to search engines:
