"""A real mail server for the tests: aiosmtpd, with certificates by trustme.

Prints its port, then for each letter that it takes one line of JSON with the facts about the talk.
It ends when its standard input does, so that it never outlives a test.
"""

import argparse
import asyncio
import json
import logging
import ssl
import sys
import warnings

import trustme
from aiosmtpd.smtp import SMTP, AuthResult


class Told:
    async def handle_DATA(self, server, session, envelope):
        signed_in = session.auth_data
        facts = {
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "user": signed_in.login.decode() if signed_in else None,
            "recipients": envelope.rcpt_tos,
            "connection": session.peer[1],
        }
        print(json.dumps(facts), flush=True)
        return "250 2.0.0 taken"


async def serve(options):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(options.authority)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(options.name).configure_cert(context)

    def allows(server, session, envelope, mechanism, data):
        right = (data.login, data.password) == (options.user.encode(), options.password.encode())
        return AuthResult(success=right, handled=False, auth_data=data)

    at_once = options.mode == "tls"

    def talk():
        return SMTP(
            Told(),
            hostname="localhost",
            tls_context=context if options.mode.startswith("starttls") else None,
            require_starttls=options.mode == "starttls-required",
            authenticator=allows if options.user else None,
            auth_required=bool(options.user),
            # Behind TLS from the first byte aiosmtpd doesn't see that there is any.
            auth_require_tls=not at_once and not options.clear,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(talk, "127.0.0.1", 0, ssl=context if at_once else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


# Talks that break off are what tests are about; a test says itself what goes wrong.
logging.disable()
warnings.simplefilter("ignore")
parser = argparse.ArgumentParser()
parser.add_argument("mode", choices=["plain", "starttls", "starttls-required", "tls"])
parser.add_argument("--authority", required=True, help="where to write the authority's certificate")
parser.add_argument("--name", default="localhost", help="whom the server's certificate is for")
parser.add_argument("--clear", action="store_true", help="let sign in without encryption")
parser.add_argument("--user")
parser.add_argument("--password")
asyncio.run(serve(parser.parse_args()))
