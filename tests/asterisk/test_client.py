"""The ARI client against an Asterisk of our own making: requests, answers, cuts and reconnections."""

import asyncio
import logging

import pytest

from ivr.asterisk.client import AriClient
from ivr.asterisk.errors import AriDisconnectedError, AriError, AriTimeoutError, ChannelGoneError
from ivr.asterisk.wire import ChannelDtmfReceived, Event
from tests.support.fake_ari import PASSWORD, fake_ari

NUMBER = "0155501002"
CHANNEL = {"id": "1900000000.1", "state": "Up", "caller": {"number": NUMBER, "name": ""}, "name": f"PJSIP/{NUMBER}"}


async def nothing() -> None:
    """After a reconnection."""


async def test_the_password_travels_in_a_header_never_in_the_url() -> None:
    async with fake_ari() as ari:
        client = ari.client()
        await client.start()
        await client.close()
        assert ari.paths == ["/ari/events?app=amparo&subscribeAll=false"]
        assert PASSWORD not in repr(vars(client))


async def test_before_anything_else_it_asks_for_the_events_it_needs_and_no_others() -> None:
    async with fake_ari() as ari:
        client = ari.client()
        await client.start()
        await client.close()
        assert ari.asked == ["PUT applications/amparo/eventFilter"]
        body = ari.requests[0]["message_body"]
        assert "RESTResponse" in body
        for identity in ("Varset", "CallerId", "ConnectedLine", "Dial", "disallowed"):
            assert identity not in body


async def test_answers_find_their_requests_whatever_their_order() -> None:
    async with fake_ari() as ari:
        client = ari.client()
        await client.start()
        ari.silent = {"GET channels/a", "GET channels/b"}
        ari.answers = {f"GET channels/{name}": (200, CHANNEL | {"id": name}) for name in "ab"}
        asking = [asyncio.create_task(client.channel(name)) for name in "ab"]
        await ari.wait_for("GET channels/b")
        for request in reversed(ari.requests[1:]):
            await ari.answer(request)
        assert [channel.id for channel in await asyncio.gather(*asking)] == ["a", "b"]
        await client.close()


@pytest.mark.parametrize("status", [404, 409, 412])
async def test_a_channel_that_is_gone_is_normal(status: int) -> None:
    async with fake_ari() as ari:
        client = ari.client()
        await client.start()
        ari.answers["POST channels/x/answer"] = (status, {"message": NUMBER})
        with pytest.raises(ChannelGoneError) as gone:
            await client.answer("x")
        assert NUMBER not in str(gone.value)
        await client.close()


async def test_another_refusal_is_a_sentence_without_ids() -> None:
    async with fake_ari() as ari:
        client = ari.client()
        await client.start()
        ari.answers[f"POST channels/{NUMBER}/answer"] = (500, {"message": NUMBER})
        with pytest.raises(AriError, match="500 to POST channels") as refusal:
            await client.answer(NUMBER)
        assert NUMBER not in str(refusal.value)
        await client.close()


async def test_a_request_that_is_not_answered_ends_and_its_late_answer_is_ignored() -> None:
    async with fake_ari() as ari:
        client = ari.client(request_s=0.05)
        await client.start()
        ari.silent = {"POST channels/x/answer"}
        with pytest.raises(AriTimeoutError):
            await client.answer("x")
        await ari.answer(ari.requests[-1])
        await client.hang_up("x")
        await client.close()


async def test_events_come_in_order_and_unknown_ones_not_at_all() -> None:
    events: list[Event] = []
    async with fake_ari() as ari:
        client = ari.client()
        client.listen(events.append, nothing)
        await client.start()
        for digit in "123":
            await ari.send("ChannelDtmfReceived", digit=digit, duration_ms=100, channel=CHANNEL)
            await ari.send("ChannelVarset", variable="X", value=NUMBER, channel=CHANNEL)
        await client.hang_up("x")  # its answer comes after the events
        await client.close()
    assert [event.digit for event in events if isinstance(event, ChannelDtmfReceived)] == list("123")
    assert len(events) == 3


async def test_a_fault_of_one_call_does_not_cut_the_others_off(caplog: pytest.LogCaptureFixture) -> None:
    events: list[Event] = []

    def on_event(event: Event) -> None:
        events.append(event)
        if len(events) == 1:
            raise LookupError("invented")

    async with fake_ari() as ari:
        client = ari.client()
        client.listen(on_event, nothing)
        await client.start()
        for digit in "12":
            await ari.send("ChannelDtmfReceived", digit=digit, duration_ms=100, channel=CHANNEL)
        await client.hang_up("x")
        await client.close()
        assert len(ari.sockets) == 1
    assert len(events) == 2
    assert "fault of the line's own" in caplog.text


async def test_it_comes_back_after_a_cut_and_tells_when_it_is() -> None:
    back = asyncio.Event()

    async def on_connect() -> None:
        assert (await client.channel("x")).state == "Up"
        back.set()

    async with fake_ari() as ari:
        ari.answers["GET channels/x"] = (200, CHANNEL)
        client = ari.client()
        client.listen(lambda _: None, on_connect)
        await client.start()
        ari.cut()
        async with asyncio.timeout(5):
            await back.wait()
        assert ari.asked.count("PUT applications/amparo/eventFilter") == 2
        await client.wait_connected(5)
        await client.answer("x")
        await client.close()


@pytest.mark.parametrize("trouble", [AriTimeoutError("invented"), LookupError("a fault of ours")])
async def test_where_taking_up_again_fails_it_connects_anew(trouble: Exception) -> None:
    tries = 0
    back = asyncio.Event()

    async def on_connect() -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise trouble
        back.set()

    async with fake_ari() as ari:
        client = ari.client()
        client.listen(lambda _: None, on_connect)
        await client.start()
        ari.cut()
        async with asyncio.timeout(5):
            await back.wait()
        await client.close()
        assert len(ari.sockets) == 3


async def test_a_cut_ends_open_requests_and_refuses_new_ones() -> None:
    async with fake_ari() as ari:
        client = ari.client()
        await client.start()
        ari.silent = {"POST channels/x/answer"}
        asking = asyncio.create_task(client.answer("x"))
        await ari.wait_for("POST channels/x/answer")
        ari.cut()
        with pytest.raises(AriDisconnectedError):
            await asking
        with pytest.raises(AriDisconnectedError):
            await client.answer("y")
        await client.close()


async def test_nobody_there_is_a_sentence_with_the_place() -> None:
    async with fake_ari() as ari:
        port = ari.port
    with pytest.raises(AriDisconnectedError, match=f"127.0.0.1:{port}"):
        await ari.client().start()


async def test_a_wrong_password_is_a_sentence_without_it() -> None:
    async with fake_ari() as ari:
        with pytest.raises(AriError, match="refused the ARI user 'amparo'") as refusal:
            await ari.client(password="wrong-word").start()  # noqa: S106 - invented
        assert "wrong-word" not in str(refusal.value)


@pytest.mark.parametrize("rest", [0, 1, 3])
async def test_closing_at_any_moment_leaves_nothing(rest: int) -> None:
    before = asyncio.all_tasks()
    async with fake_ari() as ari:
        client = ari.client()
        await client.start()
        for _ in range(rest):
            await asyncio.sleep(0)
        await client.close()
        await client.close()
    assert asyncio.all_tasks() == before


async def test_another_program_with_our_name_is_told_to_the_operator(caplog: pytest.LogCaptureFixture) -> None:
    async with fake_ari() as ari:
        client = ari.client()
        await client.start()
        await ari.send("ApplicationReplaced")
        await client.hang_up("x")
        await client.close()
    assert "stop one of the two" in caplog.text


async def test_what_asterisk_says_is_never_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with fake_ari() as ari:
            ari.answers["GET channels/x"] = (200, CHANNEL)
            client = ari.client()
            await client.start()
            await ari.send("StasisStart", args=["call"], channel=CHANNEL)
            await ari.send("ChannelDtmfReceived", digit=NUMBER, duration_ms=1, channel=CHANNEL)
            await client.channel("x")
            await client.close()
    ours = [record for record in caplog.records if not record.name.startswith("websockets.server")]
    assert all(NUMBER not in record.getMessage() for record in ours)
    assert not [record for record in caplog.records if record.name.startswith("websockets.client")]


async def test_no_operation_touches_a_variable() -> None:
    async with fake_ari() as ari:
        ari.answers = {
            "GET asterisk/info": (200, {"system": {"version": "22.10.1", "entity_id": "0"}}),
            "GET asterisk/modules": (200, [{"name": "res_ari.so", "status": "Running", "use_count": 1}]),
            "GET applications/amparo": (200, {"channel_ids": ["x"], "bridge_ids": []}),
            "GET channels": (200, [CHANNEL]),
            "GET channels/x": (200, CHANNEL),
            "GET bridges": (200, [{"id": "b", "channels": ["x"], "name": NUMBER}]),
        }
        client = ari.client()
        await client.start()
        await every_operation(client)
        await client.close()
        assert len(ari.requests) == 13
        assert "variable" not in repr(ari.requests).lower()
        media = next(request for request in ari.requests if request["uri"] == "channels/externalMedia")
        assert {"name": "transport_data", "value": "f(json)"} in media["query_strings"]


async def every_operation(client: AriClient) -> None:
    assert (await client.info()).system.version == "22.10.1"
    assert (await client.modules())[0].module == "res_ari.so"
    assert (await client.application()).channel_ids == ("x",)
    assert NUMBER not in repr((await client.channels(), await client.channel("x"), await client.bridges()))
    await client.answer("x")
    await client.external_media("m")
    await client.create_bridge("b")
    await client.add_to_bridge("b", ("x", "m"))
    await client.destroy_bridge("b")
    await client.hang_up("x")
