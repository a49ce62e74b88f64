import { CloseCircleFilled, ExclamationCircleFilled, FormOutlined, InfoCircleFilled } from "@ant-design/icons"
import type { ReactNode } from "react"
import { useT } from "../../i18n"
import { Clauses } from "../../parts/clause"
import { Kbd } from "../../parts/kbd"
import { Line, rewriteOf, useSpoken } from "./say"
import type { Place } from "./use-check"

const ICONS: Record<Place["severity"], ReactNode> = {
  block: <CloseCircleFilled />,
  warn: <ExclamationCircleFilled />,
  note: <InfoCircleFilled />,
  blank: <FormOutlined />,
}
const ORDER: readonly Place["severity"][] = ["block", "blank", "warn", "note"]

interface Props {
  readonly places: readonly Place[]
  /** Why the draft did not go out when it was sent: "block" or "blank". */
  readonly refused: string
  /** Whose rewrite the key accepts. */
  readonly first: Place | undefined
  readonly onRewrite: (place: Place) => void
}

function Row({ place, text, first, onRewrite }: Pick<Props, "first" | "onRewrite"> & { place: Place; text: string }) {
  const t = useT()
  const spoken = useSpoken()
  const hit = place.hit
  return (
    <li className={`hit hit-${place.severity}`}>
      <span className="hit-icon" aria-hidden="true">
        {ICONS[place.severity]}
      </span>
      <span className="hit-why">
        {text}
        {hit && <Clauses ids={hit.clauses} most={1} />}
      </span>
      {hit?.rewrite && (
        <button type="button" className="rewrite" onClick={() => onRewrite(place)}>
          <span>{t("hit.instead")}</span> <b>
            <Line text={rewriteOf(hit)} lang={spoken} />
          </b> {place === first && <Kbd>Alt+R</Kbd>}
        </button>
      )}
    </li>
  )
}

/** What stands against the draft, the gravest first, each with what to say instead. */
export function HitList({ places, refused, first, onRewrite }: Props) {
  const t = useT()
  const ordered = places.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)).slice(0, 3)
  const textOf = (place: Place): string => {
    if (!place.hit) return t("hit.blank")
    const { text, why } = place.hit
    return text ? t("hit.words", { text, why }) : why
  }
  return (
    <>
      <div role="alert" className="unseen">
        {refused && t(`hit.refused_${refused}`)}
      </div>
      {ordered.length > 0 && (
        <ul className={`plain hits ${refused ? "hits-refused" : ""}`} aria-label={t("hit.list")}>
          {ordered.map((place, at) => (
            <Row key={at} place={place} text={textOf(place)} first={first} onRewrite={onRewrite} />
          ))}
        </ul>
      )}
    </>
  )
}
