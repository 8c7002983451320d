"""Ask a running Asterisk for its version and modules, and judge them (rule P5)."""

from collections.abc import Sequence

import httpx

from ivr.asterisk.configure import Secrets
from ivr.asterisk.facts import Verdict, module_troubles, verdict
from ivr.settings import Settings


def ari_http(settings: Settings, secrets: Secrets) -> httpx.AsyncClient:
    """A client for ARI's REST side; the caller closes it."""
    return httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{settings.asterisk.http_port}/ari/",
        auth=(settings.asterisk.ari_user, secrets.ari_password.get_secret_value()),
        trust_env=False,
    )


async def running_version(ari: httpx.AsyncClient) -> Verdict:
    """What the running Asterisk's version is worth."""
    answer = (await ari.get("asterisk/info", params={"only": "system"})).raise_for_status()
    return verdict(str(answer.json()["system"]["version"]))


async def running_modules(ari: httpx.AsyncClient) -> list[str]:
    """Names of the modules that run, as ARI lists them."""
    answer = (await ari.get("asterisk/modules")).raise_for_status()
    return [module["name"] for module in answer.json() if module["status"] == "Running"]


async def running_troubles(settings: Settings, ari: httpx.AsyncClient, extra: Sequence[str] = ()) -> list[str]:
    """One sentence for each reason not to let this Asterisk answer calls; `extra` modules are allowed too."""
    judged = await running_version(ari)
    refused = [judged.sentence] if judged.grade == "refused" else []
    return refused + module_troubles(await running_modules(ari), settings.trunk.srtp != "none", extra)
