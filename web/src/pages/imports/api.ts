import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { call, download } from "../../api"
import type { ImportRow, NewImport, PlannedImport } from "../../imports-wire"

export type Kind = NewImport["kind"]
export const KINDS: readonly Kind[] = ["contacts", "orders", "tickets", "chats"]

/** While something runs, how far it has come is asked for again and again. */
const moving = (rows: readonly ImportRow[] | undefined): boolean =>
  rows?.some((one) => one.state === "running" || one.state === "undoing") ?? false

export const useImports = (centre: string) =>
  useQuery({
    queryKey: ["imports", centre],
    queryFn: () => call<readonly ImportRow[]>("GET", `imports?${new URLSearchParams({ centre }).toString()}`),
    refetchInterval: (query) => (moving(query.state.data) ? 1000 : 30_000),
  })

export const sendImport = (wanted: NewImport): Promise<PlannedImport> => call("POST", "imports", wanted)

export const takeErrors = (wanted: NewImport, form: "csv" | "xlsx", name: string): Promise<void> =>
  download(`imports/errors.${form}`, name, wanted)

export function useUndo() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call<ImportRow>("DELETE", `imports/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: ["imports"] }),
  })
}
