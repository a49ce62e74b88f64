import { useT } from "../../i18n"
import { useNow } from "../../live/hooks"
import { span } from "../../parts/time"
import "./countdown.css"

const HOUR = 3_600_000

/** What is left until an instant, or by how much it has passed. */
export function Countdown({ at }: { at: number }) {
  const t = useT()
  const now = useNow(1000)
  const left = at - now
  const tone = left <= 0 ? "red" : left < HOUR ? "amber" : "calm"
  const days = Math.floor(Math.abs(left) / (24 * HOUR))
  const text = days > 0 ? t("work.days", { count: days }) : span(Math.abs(left))
  return (
    <span className={`left left-${tone} num`} role="timer">
      {left <= 0 ? t("work.over", { time: text }) : text}
    </span>
  )
}
