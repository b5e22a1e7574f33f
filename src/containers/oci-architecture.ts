/** A CPU's name in OCI terms: "x86_64" (uname) and "x64" (Node) are "amd64". */
export function ociArchitecture(name: string): string {
  return { x86_64: 'amd64', x64: 'amd64', aarch64: 'arm64' }[name] ?? name;
}
