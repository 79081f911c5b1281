/* The map: closer and farther by buttons, keys (+ - 0), two fingers or the wheel with Ctrl; moved
   by dragging, and as any region that scrolls. Without this script it is the same picture, which
   scrolls where it is too wide. */
(() => {
  const sea = document.querySelector("figure[data-map] .sea")
  const svg = sea && sea.querySelector("svg")
  if (!svg) return
  const MOST = 8 // times as wide as the page has room for
  const STEP = 1.5
  let first = 0 // the width at the beginning; 0 while that is how it stands

  const buttons = [["+", "Closer"], ["\u2212", "Farther"], ["Reset", "The whole map again"]].map(([text, name]) => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = text
    button.setAttribute("aria-label", text === "Reset" ? "Reset the map" : name)
    button.title = name
    return button
  })

  const show = width => { // the buttons that would do nothing say so
    const room = sea.clientWidth
    buttons[0].disabled = width >= MOST * room - 1
    buttons[1].disabled = width <= room + 1
    buttons[2].disabled = !first
  }

  const zoom = (times, at) => { // what lies under `at`, a point of the screen, stays there
    const box = sea.getBoundingClientRect()
    const old = svg.clientWidth
    const [x, y] = at ? [at.x - box.left, at.y - box.top] : [box.width / 2, box.height / 2]
    const [left, top] = [sea.scrollLeft + x, sea.scrollTop + y]
    if (!first) {
      first = old
      sea.style.height = `${box.height}px`
    }
    const width = Math.max(sea.clientWidth, Math.min(old * times, MOST * sea.clientWidth))
    svg.style.minWidth = "0"
    svg.style.width = `${width}px`
    const by = svg.clientWidth / old
    sea.scrollTo(left * by - x, top * by - y)
    show(width)
  }

  const reset = () => {
    svg.style.minWidth = svg.style.width = sea.style.height = ""
    first = 0
    show(svg.clientWidth)
  }

  const acts = [() => zoom(STEP), () => zoom(1 / STEP), reset]
  const group = document.createElement("div")
  group.className = "zoom"
  group.setAttribute("role", "group")
  group.setAttribute("aria-label", "Closer and farther")
  group.append(...buttons)
  buttons.forEach((button, i) => button.addEventListener("click", () => {
    acts[i]()
    if (button.disabled) (buttons.find(other => !other.disabled) || sea).focus()
  }))
  sea.before(group)
  show(svg.clientWidth)
  sea.scrollLeft = (sea.scrollWidth - sea.clientWidth) / 2
  addEventListener("resize", () => { if (!first) show(svg.clientWidth) })

  const KEYS = { "+": 0, "=": 0, "-": 1, "0": 2 }
  sea.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return
    event.preventDefault()
    acts[KEYS[event.key]]()
  })
  sea.addEventListener("wheel", event => {
    if (!event.ctrlKey) return
    event.preventDefault()
    zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 120), event)
  }, { passive: false })

  let held = null // where the mouse took the map, and how far it has moved it
  sea.addEventListener("pointerdown", event => {
    if (event.pointerType === "mouse" && event.button === 0) held = { x: event.clientX, y: event.clientY, far: 0 }
  })
  addEventListener("pointermove", event => {
    if (!held) return
    const [x, y] = [event.clientX - held.x, event.clientY - held.y]
    held.far += Math.abs(x) + Math.abs(y)
    sea.scrollBy(-x, -y)
    ;[held.x, held.y] = [event.clientX, event.clientY]
  })
  addEventListener("pointerup", () => setTimeout(() => { held = null }))
  sea.addEventListener("dragstart", event => event.preventDefault())
  sea.addEventListener("click", event => { // the end of a drag opens nothing
    if (held && held.far > 6) event.preventDefault()
  }, true)

  let apart = 0 // two fingers
  const spread = ({ touches: [a, b] }) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)
  sea.addEventListener("touchstart", event => { apart = event.touches.length === 2 ? spread(event) : 0 })
  sea.addEventListener("touchmove", event => {
    if (!apart || event.touches.length !== 2) return
    event.preventDefault()
    const now = spread(event)
    const [a, b] = event.touches
    zoom(now / apart, { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 })
    apart = now
  }, { passive: false })
})()
