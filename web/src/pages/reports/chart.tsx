import { useEffect, useRef } from "react"
import { reduced, useAppearance } from "../../appearance"
import { useLocale } from "../../i18n"

/** Colours that the colour-blind tell apart, for light and dark ground. */
export const COLOURS = {
  light: { first: "#0f6b82", second: "#d06a00", grid: "#dde3e8", text: "#465460", panel: "#ffffff" },
  dark: { first: "#57bcd3", second: "#f2a33c", grid: "#2a343b", text: "#b6c1c9", panel: "#1d252a" },
} as const
export type Colours = (typeof COLOURS)["light" | "dark"]

interface Props {
  /** What the chart shows, for those who do not see it. */
  readonly label: string
  readonly height: number
  readonly option: (colours: Colours) => Record<string, unknown>
  readonly onPick?: (index: number) => void
}

/** A chart; the library is fetched when the first one is shown. */
export function Chart({ label, height, option, onPick }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const appearance = useAppearance()
  const locale = useLocale()
  useEffect(() => {
    const div = place.current
    if (!div) return
    let gone = false
    let end = (): void => {}
    void import("./draw").then(({ init }) => {
      if (gone) return
      const chart = init(div, null, { locale: locale.toUpperCase(), renderer: "svg" })
      const colours = COLOURS[appearance]
      chart.setOption({
        animation: !reduced(),
        animationDuration: 250,
        textStyle: { fontFamily: "inherit", color: colours.text },
        ...option(colours),
      })
      if (onPick) chart.on("click", (event: { dataIndex: number }) => onPick(event.dataIndex))
      const watch = new ResizeObserver(() => chart.resize())
      watch.observe(div)
      end = () => {
        watch.disconnect()
        chart.dispose()
      }
    })
    return () => {
      gone = true
      end()
    }
  }, [appearance, locale, option, onPick])
  return <div ref={place} className="chart" style={{ height }} role="img" aria-label={label} />
}
