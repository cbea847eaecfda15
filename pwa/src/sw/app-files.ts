import { PrecacheController } from 'workbox-precaching/PrecacheController.js'
import { APP_FILES } from './worker-scope.ts'

/** This version of the app on the device: whole before the worker is installed, and only this version once it is active. */
export const appFiles = new PrecacheController()
appFiles.addToCacheList([...APP_FILES])
