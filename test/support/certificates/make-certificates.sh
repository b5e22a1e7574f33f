#!/bin/sh
# Makes the certificates of this folder: a company's authority and, of it, servers on 127.0.0.1 that are good, too early,
# too late, and of another name. They last for a hundred years; the keys open nothing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
cd "$work"
: > index; echo 01 > serial
printf '%s\n' '[ca]' 'default_ca=own' '[own]' 'database=index' 'serial=serial' 'new_certs_dir=.' 'default_md=sha256' 'policy=any' 'unique_subject=no' 'copy_extensions=copy' '[any]' 'commonName=supplied' > ca.cnf
key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }
key authority-key.pem
openssl req -x509 -new -key authority-key.pem -subj '/CN=Authority of a company (test)' -days 36500 -addext 'basicConstraints=critical,CA:TRUE' -out "$here/authority.pem"
key "$here/server-key.pem"
leaf() {
  openssl req -new -key "$here/server-key.pem" -subj '/CN=server (test)' -addext "subjectAltName=$2" -out request.csr
  openssl ca -batch -notext -config ca.cnf -cert "$here/authority.pem" -keyfile authority-key.pem -startdate "$3" -enddate "$4" -in request.csr -out "$here/$1.pem"
}
leaf good IP:127.0.0.1 20200101000000Z 21200101000000Z
leaf early IP:127.0.0.1 21100101000000Z 21200101000000Z
leaf late IP:127.0.0.1 20000101000000Z 20010101000000Z
leaf other-name DNS:another.example.com 20200101000000Z 21200101000000Z
