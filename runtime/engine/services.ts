/**
 * What steps may ask for in the middle of a sprint. Each service is an interface of its own file, merged in here, so that a
 * new one is added without touching the engine. A service that is not set up is absent: steps then take their failure exit.
 */
// The members come from the files of the services (declaration merging), which needs an interface.
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Services {}
