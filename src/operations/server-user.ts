/**
 * The user that the official images run their server as. Their entry point gives everything in the working directory
 * to it in any case; files that are its own from the start also work in images that never were root.
 */
export const SERVER_UID = 999;
export const SERVER_GID = 999;
