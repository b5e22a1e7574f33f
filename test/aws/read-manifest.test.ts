import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/aws/read-manifest.js';

const layer = { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: 'sha256:layer' };
const statement = { mediaType: 'application/vnd.in-toto+json', digest: 'sha256:statement' };
const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: 'sha256:config' };
const image = { schemaVersion: 2, config, layers: [layer] };

describe('a manifest', () => {
  it('of an image lists its layers, in either form', () => {
    expect(readManifest(JSON.stringify(image))).toEqual({ isIndex: false, children: [], layers: ['sha256:layer'] });
    const old = { config: { mediaType: 'application/vnd.docker.container.image.v1+json' }, layers: [{ mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', digest: 'sha256:old' }] };
    expect(readManifest(JSON.stringify(old)).layers).toEqual(['sha256:old']);
  });

  it.each([
    ['an attestation of before', { ...image, layers: [statement] }],
    ['an attestation of today', { ...image, artifactType: 'application/vnd.docker.attestation.manifest.v1+json', config: { mediaType: 'application/vnd.oci.empty.v1+json' }, layers: [statement] }],
    ['a chart', { ...image, config: { mediaType: 'application/vnd.cncf.helm.config.v1+json' } }],
    ['no JSON', 'x'],
  ])('of %s has nothing that a container could run', (_, manifest) => {
    expect(readManifest(JSON.stringify(manifest)).layers).toEqual([]);
  });

  it('of an index lists the images by platform, and no attestation', () => {
    const platform = { os: 'linux', architecture: 'amd64' };
    const manifests = [
      { digest: 'sha256:image', platform },
      { digest: 'sha256:proof', platform: { os: 'unknown', architecture: 'unknown' } },
      { digest: 'sha256:proof2', platform, annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } },
    ];
    expect(readManifest(JSON.stringify({ mediaType: 'application/vnd.oci.image.index.v1+json', manifests }))).toEqual({ isIndex: true, children: [{ digest: 'sha256:image', platform: 'linux/amd64' }], layers: [] });
  });
});
