# SPDX-FileCopyrightText: Mati contributors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A certification authority of the tests' own: certificates for signers and for stamps, made in a moment."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import keys  # type: ignore[import-untyped]
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

NAME = "สพร. (ทดสอบ)"
PASSPHRASE = "กุญแจทดสอบ"
DAYS = timedelta(days=365)


@dataclass
class Authority:
    """Its certificate and key; it issues others, valid for a year around now unless told otherwise."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @classmethod
    def new(cls) -> "Authority":
        key = rsa.generate_private_key(65537, 2048)
        return cls(_certificate("Test CA", "Test CA", key, key, datetime.now(UTC) + DAYS, is_authority=True), key)

    def signer(self, folder: Path, *, ends_at: datetime | None = None) -> Path:
        """A PKCS#12 file of a new certificate."""
        key = rsa.generate_private_key(65537, 2048)
        found = _certificate(NAME, "Test CA", key, self.key, ends_at or datetime.now(UTC) + DAYS)
        file = folder / f"{found.serial_number}.p12"
        encryption = BestAvailableEncryption(PASSPHRASE.encode())
        file.write_bytes(pkcs12.serialize_key_and_certificates(b"one", key, found, [self.certificate], encryption))
        return file

    def stamper(self) -> DummyTimeStamper:
        """A time-stamp authority in this process."""
        key = rsa.generate_private_key(65537, 2048)
        found = _certificate("Test TSA", "Test CA", key, self.key, datetime.now(UTC) + DAYS, stamps=True)
        inside = keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
        trusted = SimpleCertificateStore.from_certs([self.root()])  # type: ignore[no-untyped-call]
        return DummyTimeStamper(as_asn1(found), inside, trusted)

    def root(self) -> asn1_x509.Certificate:
        return as_asn1(self.certificate)


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _certificate(
    name: str,
    issuer: str,
    key: rsa.RSAPrivateKey,
    issuer_key: rsa.RSAPrivateKey,
    ends_at: datetime,
    *,
    is_authority: bool = False,
    stamps: bool = False,
) -> x509.Certificate:
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ends_at - 2 * DAYS)
        .not_valid_after(ends_at)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
                key_agreement=False, key_cert_sign=is_authority, crl_sign=is_authority, encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )  # fmt: skip
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(issuer_key, hashes.SHA256())
