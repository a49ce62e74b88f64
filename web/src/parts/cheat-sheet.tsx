import { useLocation } from "wouter"
import { useT } from "../i18n"
import { type ShortcutName, SHORTCUTS } from "../keys"
import { Dialog } from "./dialog"
import { Kbd } from "./kbd"

/** Which keys a page has, by its first step in the address. */
const GROUPS: Record<string, readonly string[]> = {
  desk: ["call", "words", "page"],
  wall: ["list", "wall", "page"],
  talks: ["list", "page"],
  work: ["list", "work", "page"],
}
const WRITING = [
  { key: "send", show: ["Enter"] },
  { key: "newline", show: ["Shift+Enter"] },
]

function Row({ label, show }: { label: string; show: readonly string[] }) {
  return (
    <li className="sheet-row">
      <span>{label}</span>
      <span className="sheet-keys">
        {show.map((one) => (
          <Kbd key={one}>{one}</Kbd>
        ))}
      </span>
    </li>
  )
}

/** All keys of the keyboard. */
export default function CheatSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const [path] = useLocation()
  const groups = GROUPS[path.split("/")[1] ?? ""] ?? ["page"]
  const names = Object.keys(SHORTCUTS) as ShortcutName[]
  return (
    <Dialog open={open} onCancel={onClose} footer={null} title={t("keys.title")} width={720}>
      <div className="sheet">
        {groups.map((group) => (
          <section key={group}>
            <h3>{t(`keys.group.${group}`)}</h3>
            <ul>
              {names
                .filter((name) => SHORTCUTS[name].group === group)
                .map((name) => (
                  <Row key={name} label={t(`keys.${name}`)} show={SHORTCUTS[name].show} />
                ))}
              {group === "words" &&
                WRITING.map(({ key, show }) => <Row key={key} label={t(`keys.${key}`)} show={show} />)}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
