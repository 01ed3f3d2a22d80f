/** Files of shows for tests. */

/** A show with every field. */
export const wholeShow = `---
title: 声音日记 & more
description: |
  Two friends talk about <feeds>.

  Every week.
author: Ada & Bo
owner: Ada <ada@example.com>
cover: cover.jpg
itunes-category:
  - Technology
  - Society & Culture > Documentary
explicit: false
type: serial
complete: true
language: zh-cn
copyright: © 2026 Ada
funding: {url: "https://example.com/pay?a=1&b=2", text: Support us}
locked: yes
license: {name: cc-by-4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
medium: podcast
persons:
  - {name: Ada, role: host, img: "https://example.com/ada.jpg", href: "https://example.com/ada"}
  - Bo
new-feed-url: https://new.example.com/feed.xml
update-frequency: {text: Every week, rrule: "FREQ=WEEKLY;BYDAY=MO", start: 2026-01-05}
txt: {text: "S6lpp-7ZCn8-dZfGc-OoyaG", purpose: verify}
trailer: {url: trailer.mp3, title: What comes, date: 2026-01-01, length: 1234, season: 1}
guid: 917393E3-1B1E-5CEF-ACE4-EDAA54E1F810
---
`;

/** The file of a show with what is required. @param more lines of its front matter */
export const showFile = (more = '', body = ''): string =>
  `---\ndescription: About sound\ncover: cover.jpg\nitunes-category: Technology\nexplicit: false\n${more}---\n${body}`;
