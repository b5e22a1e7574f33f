/** `boyacky-lab __docker PRACTICE_DIR LANGUAGE …`: how the docker of our shell calls this program. Nobody types it. */
export const dockerEntry = '__docker';
