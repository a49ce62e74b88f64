import { useQueryClient } from "@tanstack/react-query"
import { Button } from "antd"
import { useT } from "../../i18n"
import { PasswordForm } from "../../parts/password"
import { AppearanceSwitch, LanguageSwitch } from "../../parts/switches"
import { given, useSession } from "../../session"
import type { Me } from "../../wire"
import "./account.css"
import "../signin/signin.css"

/** Whoever came in with a one-time password chooses one before anything else. */
export default function FirstPassword({ me }: { me: Me }) {
  const t = useT()
  const client = useQueryClient()
  const { signOut } = useSession()
  return (
    <main className="first">
      <div className="signin-tools">
        <LanguageSwitch />
        <AppearanceSwitch />
      </div>
      <section className="first-box">
        <h1>{t("first.title", { name: me.name })}</h1>
        <p className="quiet">{t("first.hint", { account: me.account })}</p>
        <PasswordForm
          old={given()}
          oldLabel={t("first.old")}
          okText={t("first.go")}
          onDone={() => void client.invalidateQueries({ queryKey: ["me"] })}
        />
        <Button type="link" onClick={() => void signOut()}>
          {t("bar.sign_out")}
        </Button>
      </section>
    </main>
  )
}
