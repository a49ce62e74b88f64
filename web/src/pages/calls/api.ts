import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { call } from "../../api"
import { useNotices } from "../../parts/notices"
import type { Campaign, CampaignRow, NewCampaign, Next, Planned, Results, Surveys } from "../../calls-wire"

const of = (centre: string): string => new URLSearchParams({ centre }).toString()

export const useCampaigns = (centre: string) =>
  useQuery({
    queryKey: ["campaigns", centre],
    queryFn: () => call<readonly CampaignRow[]>("GET", `campaigns?${of(centre)}`),
    refetchInterval: 10_000,
  })

export const useCampaign = (id: string) =>
  useQuery({ queryKey: ["campaign", id], queryFn: () => call<Campaign>("GET", `campaigns/${id}`), refetchInterval: 10_000 })

export const useResults = (id: string) =>
  useQuery({
    queryKey: ["results", id],
    queryFn: () => call<Results>("GET", `campaigns/${id}/results`),
    refetchInterval: 10_000,
  })

/** The surveys of a centre; with a conversation those that were in force when it began. */
export const useSurveys = (centre: string, talk = "") =>
  useQuery({
    queryKey: ["surveys", centre, talk],
    queryFn: () => call<Surveys>("GET", `surveys?${of(centre)}${talk && `&talk=${encodeURIComponent(talk)}`}`),
    staleTime: 300_000,
  })

export const nextCall = (centre: string): Promise<Next> => call("POST", `calls/next?${of(centre)}`, {})
export const skipCall = (work: string, reason: string, again?: number): Promise<unknown> =>
  call("POST", `calls/${work}/skip`, again === undefined ? { reason } : { reason, again })
export const makeCampaign = (wanted: NewCampaign): Promise<Planned> => call("POST", "campaigns", wanted)

/** Let a list call, stand still, or be over. */
export function useSetStatus() {
  const client = useQueryClient()
  const { message } = useNotices()
  return useMutation({
    onError: (error) => void message.error(error.message),
    mutationFn: ({ id, status }: { id: string; status: "open" | "paused" | "closed" }) =>
      call<CampaignRow>("PUT", `campaigns/${id}`, { status }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["campaigns"] })
      await client.invalidateQueries({ queryKey: ["campaign"] })
    },
  })
}

/** A file as the wire has bytes. */
export async function coded(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ""
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
