# Verifies an article from outside: python verify_article.py https://SITE/articles/NAME/   (needs: pip install joserfc)
import json
import sys
from base64 import urlsafe_b64decode as decode
from hashlib import sha256 as sha
from urllib.request import build_opener

from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc import jwk, jws

fetch, article, site, log, head = build_opener().open, sys.argv[1], sys.argv[1].partition("/articles/")[0], [], "0" * 64
sys.excepthook = lambda kind, error, _: print(f"FAILS at {place}: {kind.__name__} {error}", file=sys.stderr)  # exits 1
keys = jwk.KeySet.import_key_set(json.load(fetch(place := f"{site}/.well-known/jwks.json")))  # all that is trusted here
while entries := json.load(fetch(place := f"{site}/log.json?after={len(log)}"))["entries"]:
    for place, entry in ((f"log entry {len(log) + 1}", each) for each in entries):
        signed = jws.deserialize_compact(entry["signature"], keys, algorithms=["Ed25519"]).payload
        told, said, by = (json.loads(text or "{}") for text in (signed, entry["statement"], entry["evidence"]))
        due = {f"{x}_sha256": sha(entry[x].encode()).hexdigest() for x in ("statement", "evidence") if entry[x]}
        is_next = told == told | due | {"previous": head} and bool(by) == bool(said and told.get("evidence_sha256"))
        head = sha(signed).hexdigest()
        assert is_next and (entry["entry"].encode(), entry["hash"]) == (signed, head), "it is not what was signed"
        if by.get("method") == "passkey":  # the clinician's own device signed: W3C Web Authentication, section 7.2
            client, data, signature = (decode(by[x] + "==") for x in ("client_data", "authenticator_data", "signature"))
            asked = (json.loads(client)["type"], decode(json.loads(client)["challenge"] + "="), data[:32], data[32] & 5)
            want = ("webauthn.get", sha(entry["statement"].encode()).digest(), sha(by["rp_id"].encode()).digest(), 5)
            assert asked == want, "the device signed something else"
            how = {"EC": [ec.ECDSA(SHA256())], "RSA": [padding.PKCS1v15(), SHA256()]}.get(by["public_key"]["kty"], [])
            jwk.import_key(by["public_key"]).public_key.verify(signature, data + sha(client).digest(), *how)
        log.append((said.get("decision") or said.get("kind"), said, by.get("method", "the site")))
print(f"log: {len(log)} entries, head {head}" if __debug__ else sys.exit("Nothing was checked: run it without -O."))
for edition in json.load(fetch(place := f"{article}review.json"))["editions"]:  # the one that readers see comes last
    content, html = (fetch(place := f"{article}editions/{edition['edition']}.{x}").read() for x in ("json", "html"))
    digest = sha(f"medgo2u.edition/1\n{sha(content).hexdigest()}\n{sha(html).hexdigest()}\n".encode()).hexdigest()
    about = [(verb, said, method) for verb, said, method in log if said | edition == said]
    assert digest == edition["digest"] and {"approve", "publish"} <= {verb for verb, *_ in about}, "not as approved"
    for verb, said, method in (each for each in about if "reviewer" in each[1]):
        who = "{name} ({regulator} {registration_number})".format_map(said["reviewer"])
        print(f"edition {said['edition']}: {verb} by {who} on {said['at'][:10]}, signed by {method}: verified")
assert html in fetch(place := article).read(), "the page shows other words"
