// The one line for other people's pages: a button at the corner that opens the customer's chat in a frame.
//   <script src="https://host/widget.js" data-centre="shop" data-locale="auto" defer></script>
// Further attributes: data-side="left", data-colour="#0f5f73", data-keep="browser" (the chat outlives the window).

;(() => {
  const script = document.currentScript as HTMLScriptElement | null
  const centre = script?.dataset.centre
  if (!script || !centre || document.getElementById("saywell-widget")) return
  const { locale = "auto", side = "right", colour = "#0f5f73", keep = "" } = script.dataset
  const host = new URL(script.src).origin
  const tag = locale === "auto" ? navigator.language : locale
  const language = /^(zh-hant|zh-(hk|tw|mo)|yue)/i.test(tag) ? 1 : /^zh/i.test(tag) ? 0 : 2
  const OPEN = ["联系客服", "聯絡客服", "Chat with us"][language]!
  const CLOSE = ["收起", "收起", "Close the chat"][language]!
  const LANGUAGE = ["zh-Hans", "zh-Hant", "en"][language]!
  const BUBBLE = ["M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-4.500 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z", "M8 11h.01M12 11h.01M16 11h.01"]
  const CROSS = ["m6 9.500 6 6 6-6"]

  /** Made piece by piece: a page may forbid markup out of strings (Trusted Types). */
  const drawn = (paths: readonly string[]): SVGElement => {
    const make = (name: string, of: Readonly<Record<string, string>>): SVGElement => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name)
      for (const [key, value] of Object.entries(of)) made.setAttribute(key, value)
      return made
    }
    const round = { "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" }
    const svg = make("svg", { width: "28", height: "28", viewBox: "0 0 24 24", fill: "none", stroke: "currentcolor", ...round })
    for (const [place, d] of paths.entries()) svg.append(make("path", { d, "stroke-width": place ? "2.6" : "1.8" }))
    return svg
  }

  // In a shadow tree the page's style sheets do not reach, and these reach nothing of the page's.
  const root = document.createElement("div")
  root.id = "saywell-widget"
  root.lang = LANGUAGE
  root.style.setProperty("display", "contents", "important")
  const shadow = root.attachShadow({ mode: "open" })
  const style = new CSSStyleSheet()
  style.replaceSync(`
    button{position:fixed;bottom:20px;${side === "left" ? "left" : "right"}:20px;z-index:2147483000;width:60px;height:60px;
      padding:0;border:0;border-radius:50%;display:grid;place-items:center;color:#fff;background:${CSS.supports("color", colour) ? colour : "#0f5f73"};
      box-shadow:0 4px 16px rgb(0 0 0/28%);cursor:pointer}
    button:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #16212b}
    i{position:absolute;top:2px;right:2px;width:14px;height:14px;border-radius:50%;background:#d92d20;border:2px solid #fff}
    i[hidden]{display:none}
    iframe{position:fixed;bottom:92px;${side === "left" ? "left" : "right"}:20px;z-index:2147483000;width:400px;height:min(640px,calc(100dvh - 112px));
      border:0;border-radius:16px;box-shadow:0 8px 40px rgb(0 0 0/30%);background:Canvas;color-scheme:light dark}
    iframe[hidden]{display:none}
    @media (max-width:480px){iframe{inset:0;width:100%;height:100dvh;border-radius:0}button[aria-expanded=true]{display:none}}
  `)
  shadow.adoptedStyleSheets = [style]

  const button = document.createElement("button")
  button.type = "button"
  button.setAttribute("aria-expanded", "false")
  const icon = document.createElement("span")
  icon.style.display = "grid"
  const news = document.createElement("i")
  news.hidden = true
  button.append(icon, news)
  shadow.append(button)
  let frame: HTMLIFrameElement | null = null

  const name = (open: boolean): void => {
    button.setAttribute("aria-expanded", String(open))
    button.setAttribute("aria-label", open ? CLOSE : OPEN)
    button.title = open ? CLOSE : OPEN
    icon.replaceChildren(drawn(open ? CROSS : BUBBLE))
  }

  const make = (): HTMLIFrameElement => {
    const made = document.createElement("iframe")
    const query = new URLSearchParams({ locale: LANGUAGE })
    if (keep) query.set("keep", keep)
    made.src = `${host}/chat/${encodeURIComponent(centre)}?${query}`
    made.title = OPEN
    shadow.insertBefore(made, button)
    return made
  }

  let shown = false
  const show = (open: boolean): void => {
    shown = open
    frame ??= make()
    frame.hidden = !open
    if (open) news.hidden = true
    name(open)
    if (open) frame.focus()
    else button.focus()
  }

  button.addEventListener("click", () => show(!shown))
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) show(false)
  })
  addEventListener("message", (event: MessageEvent<{ saywell?: string } | null>) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== host) return
    if (event.data?.saywell === "close") show(false)
    if (event.data?.saywell === "said" && !shown) news.hidden = false
  })
  name(false)
  document.body.append(root)
})()
