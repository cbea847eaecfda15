import type { Vote } from '#offline/votes.ts'
import { compareTexts } from '#ui/texts/compare.ts'
import styles from './votes.module.css'
import { modelRates, pairRates, type Verdict } from './win-rates.ts'

interface Row {
  readonly key: string
  readonly name: string
  readonly won: number
  readonly of: number
  readonly verdict: Verdict
}

/** How often each model won, and each pair of them. */
export function VoteTables({ votes }: { votes: readonly Vote[] }) {
  const models = modelRates(votes).map((rate) => ({ ...rate, key: rate.model, name: rate.label }))
  const pairs = pairRates(votes).map((rate) => ({
    ...rate,
    name: compareTexts.votes.pairName(rate.first, rate.second),
  }))
  const ties = votes.filter(({ best }) => best === undefined).length
  return (
    <>
      <p>{compareTexts.votes.total(votes.length, ties)}</p>
      <RateTable title={compareTexts.votes.models} subject={compareTexts.votes.model} rows={models} />
      {/* Of two models alone the pair says the same once more. */}
      {models.length > 2 && <PairTable pairs={pairs} />}
    </>
  )
}

/** Many models make many pairs: they are listed once one of them says something. */
function PairTable({ pairs }: { pairs: readonly Row[] }) {
  if (pairs.every(({ verdict }) => verdict === 'few'))
    return <p className={styles.quiet}>{compareTexts.votes.pairsFew}</p>
  return <RateTable title={compareTexts.votes.pairs} subject={compareTexts.votes.pair} rows={pairs} />
}

function RateTable({ title, subject, rows }: { title: string; subject: string; rows: readonly Row[] }) {
  return (
    <table className={styles.table}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{subject}</th>
          <th scope="col">{compareTexts.votes.won}</th>
          <th scope="col">{compareTexts.votes.says}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, won, of, verdict }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className={styles.rate}>{compareTexts.votes.rate(won, of)}</td>
            <td>{compareTexts.votes.verdicts[verdict]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
