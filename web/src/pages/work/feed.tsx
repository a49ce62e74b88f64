import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Button } from "antd"
import { useState } from "react"
import { call } from "../../api"
import { useT } from "../../i18n"
import { Dialog } from "../../parts/dialog"
import { useNotices } from "../../parts/notices"
import type { WorkFeed } from "../../work-wire"

/** The address under which a calendar program finds one's own deadlines. */
export function Feed() {
  const t = useT()
  const client = useQueryClient()
  const { message, sure } = useNotices()
  const [open, setOpen] = useState(false)
  const mine = useQuery({ queryKey: ["work-feed"], queryFn: () => call<WorkFeed>("GET", "me/feed"), enabled: open }).data
  const renew = async (): Promise<void> => {
    client.setQueryData(["work-feed"], await call<WorkFeed>("POST", "me/feed", {}))
  }
  const ask = (): void => {
    if (!mine?.made) renew().catch((error: Error) => message.error(error.message))
    else sure({ title: t("work.feed_renew"), content: t("work.feed_renew_why"), ok: t("work.feed_renew"), onOk: renew })
  }
  const copy = (address: string): void => void navigator.clipboard.writeText(address).then(() => message.success(t("work.copied")))
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("work.feed")}
      </Button>
      <Dialog open={open} onCancel={() => setOpen(false)} footer={null} title={t("work.feed")} width={560}>
        <p className="quiet">{t("work.feed_is")}</p>
        {mine?.address && (
          <p className="work-feed">
            <input className="field" readOnly value={mine.address} aria-label={t("work.feed")} onFocus={(event) => event.target.select()} />
            <Button size="small" onClick={() => copy(mine.address)}>
              {t("work.copy")}
            </Button>
          </p>
        )}
        <Button type={mine?.made ? "default" : "primary"} onClick={ask}>
          {t(mine?.made ? "work.feed_renew" : "work.feed_make")}
        </Button>
      </Dialog>
    </>
  )
}
