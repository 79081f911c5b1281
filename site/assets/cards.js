/* Preview cards: a link to a work, under the mouse or with the focus of the keyboard, shows what
   the page's own references say of the work; where it has none, works.js beside this script says
   it, asked for with the first card. Without this script, and under a finger, it is the link that
   it is. */
(() => {
  const source = document.currentScript.src.replace(/cards\.js(\?.*)?$/, "works.js")
  const target = link => new URL(link.href.baseVal || link.href, document.baseURI).href
  const references = new Map()
  for (const work of document.querySelectorAll(".references a.work")) references.set(work.href, work)
  const lone = !references.size // what the page does not list is not its to tell
  const links = [...document.querySelectorAll("article a[href*='papers/']:not(.work, .quoted, .cell)")]
    .filter(link => lone ? /papers\/[^/]+$/.test(target(link)) : references.has(target(link)))
  if (!links.length) return
  for (const link of links) link.removeAttribute("title") // the card says it

  const GAP = 6
  const card = document.createElement("div")
  card.className = "preview"
  card.id = "preview"
  card.hidden = true
  card.setAttribute("role", "tooltip")
  document.querySelector("article").append(card)
  let shown = null // the link whose card is open
  let timer = 0

  const beside = (work, way) => { // the text of the reference before or after the title
    let text = ""
    for (let node = work[way]; node && !(node.matches && node.matches("a, .does")); node = node[way])
      text = way === "previousSibling" ? node.textContent + text : text + node.textContent
    return text.replace(/^[\s.]+/, "").trim()
  }

  const listed = work => {
    const does = work.parentNode.querySelector(".does")
    return [
      work.textContent,
      `${beside(work, "previousSibling")} ${beside(work, "nextSibling")}`.trim(),
      does ? does.textContent : "",
      does ? does.dataset.topic || "" : "",
    ]
  }

  const told = url => { // title, source, what it does, topic
    if (references.has(url)) return listed(references.get(url))
    const key = decodeURIComponent(url.split("papers/").pop()).replace(/(\.html|\/)?(#.*)?$/, "")
    return window.reviewWorks && window.reviewWorks[key]
  }

  const fill = facts => card.replaceChildren(...["title", "by", "what", "topic"].flatMap((name, i) => {
    const line = document.createElement("span")
    line.className = name
    line.textContent = facts[i]
    return facts[i] ? [line] : []
  }))

  let asked = null
  const ask = then => {
    if (!asked) {
      asked = document.createElement("script")
      asked.src = source
      document.head.append(asked)
    }
    asked.addEventListener("load", then, { once: true })
  }

  const place = (link, point) => { // below the line under the pointer, or above it
    const lines = link.href.baseVal ? [link.getBoundingClientRect()] : [...link.getClientRects()]
    const line = lines.find(at => point && point.y >= at.top && point.y <= at.bottom) || lines[0]
    const root = card.offsetParent.getBoundingClientRect()
    const right = document.documentElement.clientWidth - card.offsetWidth - 2 * GAP
    const above = line.top - GAP - card.offsetHeight
    const below = line.bottom + GAP
    const header = document.querySelector(".md-header")
    const free = header ? header.getBoundingClientRect().bottom : 0
    const fits = below + card.offsetHeight <= innerHeight || above < free
    card.style.left = `${Math.max(2 * GAP, Math.min(line.left, right)) - root.left}px`
    card.style.top = `${(fits ? below : above) - root.top}px`
  }

  const hide = () => {
    clearTimeout(timer)
    if (shown) shown.removeAttribute("aria-describedby")
    card.hidden = true
    shown = null
  }

  const show = (link, point) => {
    clearTimeout(timer)
    if (shown === link && !card.hidden) return
    hide()
    shown = link
    const facts = told(target(link))
    if (!facts) {
      if (!window.reviewWorks) ask(() => { if (shown === link) show(link, point) })
      return
    }
    fill(facts)
    card.hidden = false
    place(link, point)
    link.setAttribute("aria-describedby", card.id)
  }

  const soon = (act, wait) => {
    clearTimeout(timer)
    timer = setTimeout(act, wait)
  }

  for (const link of links) {
    link.addEventListener("pointerenter", event => {
      const { pointerType, clientX: x, clientY: y } = event
      if (pointerType === "mouse") soon(() => show(link, { x, y }), shown ? 80 : 250)
    })
    link.addEventListener("pointerleave", () => soon(hide, 200))
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) show(link) })
    link.addEventListener("blur", hide)
    link.addEventListener("click", hide)
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer))
  card.addEventListener("pointerleave", () => soon(hide, 200))
  addEventListener("keydown", event => { if (event.key === "Escape") hide() })
})()
