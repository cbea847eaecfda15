/** Why a deployment cannot go on, and what to do: sentences for the person at the terminal. */
export class DeployError extends Error {
  override readonly name = 'DeployError'
}
