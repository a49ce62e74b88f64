import { memo } from "react"

interface Props {
  /** What is left, 0 to 1. */
  readonly share: number
  readonly text: string
  readonly tone: "calm" | "amber" | "red" | "green" | "over"
  readonly size?: number
  readonly label?: string
}

/** A ring that empties, with a figure in it. */
export const Ring = memo(function Ring({ share, text, tone, size = 40, label }: Props) {
  const stroke = size > 60 ? 7 : 3.5
  const radius = (size - stroke) / 2
  const round = 2 * Math.PI * radius
  const centre = size / 2
  const role = label ? ({ role: "img", "aria-label": label } as const) : ({ "aria-hidden": true } as const)
  return (
    <svg className={`ring ring-${tone}`} width={size} height={size} viewBox={`0 0 ${size} ${size}`} {...role}>
      <circle className="ring-track" cx={centre} cy={centre} r={radius} strokeWidth={stroke} />
      <circle
        className="ring-left"
        cx={centre}
        cy={centre}
        r={radius}
        strokeWidth={stroke}
        strokeDasharray={round}
        strokeDashoffset={round * (1 - Math.min(1, Math.max(0, share)))}
        transform={`rotate(-90 ${centre} ${centre})`}
      />
      <text x={centre} y={centre} dy="0.36em" textAnchor="middle" fontSize={size > 60 ? size * 0.3 : text.length > 3 ? 10.5 : 12}>
        {text}
      </text>
    </svg>
  )
})

/** The tone of a countdown by what is left of it. */
export function toneOf(share: number): Props["tone"] {
  if (share <= 0) return "over"
  if (share < 0.15) return "red"
  return share < 0.4 ? "amber" : "calm"
}
