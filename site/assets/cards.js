/* Preview cards: a citation under the mouse or with the focus of the keyboard shows what the
   page's own references say of the work. Nothing is fetched; without this script, and under a
   finger, a citation is the link that it is. */
(() => {
  const works = new Map()
  for (const work of document.querySelectorAll(".references a.work")) works.set(work.href, work)
  const links = [...document.querySelectorAll("a.cite")].filter(link => works.has(link.href))
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

  const fill = work => {
    const does = work.parentNode.querySelector(".does")
    const lines = {
      title: work.textContent,
      by: `${beside(work, "previousSibling")} ${beside(work, "nextSibling")}`.trim(),
      what: does ? does.textContent : "",
      topic: does ? does.dataset.topic || "" : "",
    }
    card.replaceChildren(...Object.entries(lines).filter(([, text]) => text).map(([name, text]) => {
      const line = document.createElement("span")
      line.className = name
      line.textContent = text
      return line
    }))
  }

  const place = (link, point) => { // below the line under the pointer, or above it
    const lines = [...link.getClientRects()]
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
    if (shown === link) return
    hide()
    fill(works.get(link.href))
    card.hidden = false
    place(link, point)
    link.setAttribute("aria-describedby", card.id)
    shown = link
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
