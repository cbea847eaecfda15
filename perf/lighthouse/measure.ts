import type { Budget } from './budgets.ts'
import { nearMisses } from './check-budgets.ts'
import type { Figure } from './figure.ts'
import { countFirstRequests } from './first-screen.ts'
import { FLOWS } from './flows.ts'
import { type MachineSpeed, speedOf } from './judge-machine.ts'
import { measureFlow } from './measure-flow.ts'
import { figuresOfPages, type MeasuredPage, measurePages, type PageTarget, withMoreRuns } from './measure-pages.ts'
import type { MeasuredSite } from './measured-site.ts'
import type { Profile } from './profiles.ts'
import type { LighthouseRun } from './run-lighthouse.ts'
import { weighBuild } from './weigh-build.ts'

interface MeasureOptions {
  readonly site: MeasuredSite
  readonly profile: Profile
  readonly budgets: readonly Budget[]
  readonly onRun: (target: PageTarget, run: LighthouseRun) => Promise<void>
  readonly say: (sentence: string) => void
}

export interface Measurement {
  readonly figures: readonly Figure[]
  readonly speed: MachineSpeed
  readonly lighthouse: string
  readonly browser: string
}

/** Everything that a profile measures: bytes, requests, pages, and what a person does. */
export async function measure(options: MeasureOptions): Promise<Measurement> {
  const { site, profile, say } = options
  say('bytes and requests')
  const exact: Figure[] = [
    ...(await weighBuild(site.siteFolder)),
    { name: 'first-screen / requests', values: [await countFirstRequests(site.url)] },
  ]
  const bareTarget: PageTarget = { name: 'bare-react / mobile', url: `${site.bareUrl}/`, formFactor: 'mobile' }
  const [bare, ...first] = await measurePages([bareTarget, ...targetsOf(site, profile)], rounds(options))
  if (bare === undefined) throw new Error('The bare page was not measured.')
  const pages = await repeatNearMisses(first, options)
  const flows = profile.hasFlows ? await measureFlows(options) : []
  const [sample] = bare.runs
  return {
    figures: [...figuresOfPages([...pages, bare]), ...flows, ...exact],
    speed: speedOf(pages, bare),
    lighthouse: sample?.lighthouse ?? '',
    browser: sample?.browser ?? '',
  }
}

function targetsOf(site: MeasuredSite, { formFactors, pages }: Profile): PageTarget[] {
  return formFactors.flatMap((formFactor) => {
    return pages.map((page) => ({ name: `page ${page} ${formFactor}`, url: site.url + site.fill(page), formFactor }))
  })
}

function rounds({ profile, onRun, say }: MeasureOptions): Parameters<typeof measurePages>[1] {
  return {
    runs: profile.runs,
    async onRun(target, run) {
      const { performance = Number.NaN, lcp = Number.NaN, tbt = Number.NaN } = run.values
      const [points, lcpMs, tbtMs] = [performance, lcp, tbt].map((value) => value.toFixed(0))
      say(
        run.failure ? `${target.name}: ${run.failure}` : `${target.name}: ${points}, LCP ${lcpMs} ms, TBT ${tbtMs} ms`,
      )
      await onRun(target, run)
    },
  }
}

/** A page that misses a budget by little is measured once more, with as many runs again. */
async function repeatNearMisses(pages: readonly MeasuredPage[], options: MeasureOptions): Promise<MeasuredPage[]> {
  const near = nearMisses(options.budgets, figuresOfPages(pages))
  const isNear = ({ target }: MeasuredPage) => near.some((name) => name.startsWith(`${target.name} `))
  const again = pages.filter(isNear)
  if (again.length === 0) return [...pages]
  options.say(`near misses, measured once more: ${again.map(({ target }) => target.name).join(', ')}`)
  const more = await measurePages(
    again.map(({ target }) => target),
    rounds(options),
  )
  return pages.map((page) => {
    const added = more.find(({ target }) => target === page.target)
    return added === undefined ? page : withMoreRuns(page, added)
  })
}

async function measureFlows({ site, profile, budgets, say }: MeasureOptions): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const flow of FLOWS) {
    const go = async (): Promise<Figure[]> => {
      const seen = []
      for (let run = 0; run < profile.runs; run += 1) {
        seen.push(await measureFlow({ ...flow, address: site.fill(flow.address) }, site.url))
        say(`flow ${flow.name}: INP ${seen.at(-1)?.inp.toFixed(0)} ms, CLS ${seen.at(-1)?.cls.toFixed(3)}`)
      }
      return [
        { name: `flow ${flow.name} inp`, values: seen.map(({ inp }) => inp) },
        { name: `flow ${flow.name} cls`, values: seen.map(({ cls }) => cls) },
      ]
    }
    const first = await go()
    const isNear = nearMisses(budgets, first).length > 0
    const second = isNear ? await go() : []
    figures.push(...first.map((figure, at) => withMoreValues(figure, second[at])))
  }
  return figures
}

function withMoreValues(figure: Figure, more: Figure | undefined): Figure {
  if (more === undefined) return figure
  const note = `near miss: ${more.values.length} runs were added`
  return { ...figure, values: [...figure.values, ...more.values], note }
}
