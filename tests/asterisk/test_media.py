"""The media server against an Asterisk of our own making."""

import asyncio

import pytest
from websockets.exceptions import InvalidStatus

from ivr.asterisk.errors import MediaError
from ivr.asterisk.feeder import Flush, Mark
from ivr.asterisk.media import MediaServer
from ivr.asterisk.media_socket import MOST_WAITING
from tests.support.fake_media_peer import Ear, introduced, media_server, peer

FRAME = b"\x10" * 160


@pytest.mark.parametrize("login", ["media:wrong", "other:not-a-secret"])
async def test_who_does_not_know_the_password_is_refused(login: str) -> None:
    async with media_server() as server:
        with pytest.raises(InvalidStatus, match="401"):
            async with peer(server, login):
                pass


async def test_a_channel_nobody_expects_is_ended() -> None:
    async with media_server() as server, peer(server) as asterisk:
        await asterisk.start("amparo-media-unknown")
        assert await asterisk.ended()


async def test_a_socket_that_does_not_say_who_it_is_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ivr.asterisk.media.CONNECT_S", 0.05)
    async with media_server() as server, peer(server) as asterisk:
        await asterisk.event("STATUS")
        assert await asterisk.ended()


async def test_sound_and_marks_come_up_and_other_messages_are_ignored() -> None:
    async with media_server() as server, peer(server) as asterisk:
        media, ear = await introduced(server, asterisk, "m"), Ear()
        media.connect(ear)
        await asterisk.socket.send(FRAME)
        await asterisk.event("DTMF_END", digit="5")
        await asterisk.event("MEDIA_XOFF")
        await asterisk.socket.send("not JSON")
        await asterisk.event("MEDIA_MARK_PROCESSED", correlation_id="7")
        await ear.hears(2)
        assert (ear.sounds, ear.marks) == ([FRAME], ["7"])


async def test_sound_comes_up_in_whole_frames_whatever_the_phone_sends() -> None:
    async with media_server() as server, peer(server) as asterisk:
        media, ear = await introduced(server, asterisk, "m"), Ear()
        media.connect(ear)
        for size in (80, 80, 240, 240, 160):
            await asterisk.socket.send(b"\x10" * size)
        await ear.hears(4)
        assert b"".join(ear.sounds) == FRAME * 5
        assert all(len(sound) % 160 == 0 for sound in ear.sounds)


async def test_sound_before_the_introduction_is_dropped() -> None:
    async with media_server() as server, peer(server) as asterisk:
        media, ear = await introduced(server, asterisk, "m", more=[FRAME]), Ear()
        media.connect(ear)
        await asterisk.socket.send(FRAME[:1] * 320)
        await ear.hears(1)
        assert ear.sounds == [FRAME * 2]


async def test_messages_go_down_in_order_and_short() -> None:
    async with media_server() as server, peer(server) as asterisk:
        media = await introduced(server, asterisk, "m")
        media.send([Flush(), FRAME, Mark("12"), FRAME])
        assert await asterisk.got(4) == ["FLUSH_MEDIA", FRAME, "MARK_MEDIA 12", FRAME]


async def test_a_flush_overtakes_what_has_not_left() -> None:
    async with media_server() as server, peer(server) as asterisk:
        media = await introduced(server, asterisk, "m")
        media.send([FRAME] * 50)
        media.send([Flush(), Mark("1")])
        assert await asterisk.got(2) == ["FLUSH_MEDIA", "MARK_MEDIA 1"]


async def test_a_socket_that_takes_nothing_is_given_up() -> None:
    async with media_server() as server, peer(server) as asterisk:
        media, ear = await introduced(server, asterisk, "m"), Ear()
        media.connect(ear)
        media.send([FRAME] * (MOST_WAITING + 1))
        assert await asterisk.ended()
        await asyncio.wait_for(ear.over.wait(), 5)


async def test_the_loss_of_a_socket_is_told_once_also_to_who_connects_later() -> None:
    async with media_server() as server:
        async with peer(server) as asterisk:
            media, ear = await introduced(server, asterisk, "m"), Ear()
            media.connect(ear)
        await asyncio.wait_for(ear.over.wait(), 5)
        late = Ear()
        media.connect(late)
        assert late.over.is_set()


async def test_a_fault_of_one_call_is_told_and_ends_its_socket(caplog: pytest.LogCaptureFixture) -> None:
    class Faulty(Ear):
        def sound(self, frames: bytes) -> None:
            raise LookupError(len(frames))

    async with media_server() as server, peer(server) as asterisk:
        media, ear = await introduced(server, asterisk, "m"), Faulty()
        media.connect(ear)
        await asterisk.socket.send(FRAME)
        assert await asterisk.ended()
        await asyncio.wait_for(ear.over.wait(), 5)
    assert "fault of the line's own" in caplog.text


async def test_our_own_close_is_not_a_loss() -> None:
    async with media_server() as server, peer(server) as asterisk:
        media, ear = await introduced(server, asterisk, "m"), Ear()
        media.connect(ear)
        await media.close()
        assert await asterisk.ended()
        assert not ear.over.is_set()


async def test_a_channel_that_ended_before_its_socket_came_is_not_waited_for() -> None:
    async with media_server() as server:
        coming = server.expect("m")
        server.give_up("m")
        server.give_up("m")
        with pytest.raises(MediaError, match="compare websocket_client"):
            await coming


@pytest.mark.parametrize("first", ["socket", "event"])
async def test_a_channel_is_there_when_both_its_socket_and_its_event_came(first: str) -> None:
    async with media_server() as server, peer(server) as asterisk:
        coming = server.expect("m")
        if first == "event":
            server.entered("m")
            await asyncio.sleep(0)
            assert not coming.done()
        await asterisk.start("m")
        if first == "socket":
            done, _ = await asyncio.wait([coming], timeout=0.1)
            assert not done
            server.entered("m")
        await asyncio.wait_for(coming, 5)


async def test_a_socket_that_came_for_nothing_is_ended() -> None:
    async with media_server() as server, peer(server) as asterisk:
        coming = server.expect("m")
        await asterisk.start("m")
        await asyncio.wait([coming], timeout=0.1)
        coming.cancel()
        assert await asterisk.ended()


async def test_a_taken_port_is_named() -> None:
    async with media_server() as server:
        second = MediaServer("127.0.0.1", server.port, "media", "x")
        with pytest.raises(MediaError, match=rf"127\.0\.0\.1:{server.port} .*set another media port"):
            await second.start()
        await second.close()


async def test_fifty_sockets_leave_nothing_behind() -> None:
    before = asyncio.all_tasks()
    async with media_server() as server:
        for number in range(50):
            async with peer(server) as asterisk:
                media, ear = await introduced(server, asterisk, f"m{number}"), Ear()
                media.connect(ear)
                media.send([FRAME])
            await asyncio.wait_for(ear.over.wait(), 5)
        assert not server._expected
    assert asyncio.all_tasks() == before
