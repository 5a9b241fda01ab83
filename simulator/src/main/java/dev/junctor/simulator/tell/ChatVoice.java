package dev.junctor.simulator.tell;

/** OpenAI's chat, and completions of text. */
public record ChatVoice() implements Voice {
    @Override
    public byte[] whole(Telling telling) {
        return WholeWriter.body(telling);
    }

    @Override
    public EventWriter events(Telling telling) {
        return new ChunkWriter(telling);
    }

    @Override
    public String streamType(Telling telling) {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public String idField() {
        return "X-Request-Id";
    }

    @Override
    public String broken(Telling telling) {
        return "data: {\"id\":\"" + telling.id() + "\",\"choices\":[{\"index\":0,\"delta\":{\"cont";
    }

    @Override
    public String idle(Telling telling) {
        String end = telling.habits().line().text();
        return ": keep-alive" + end + end;
    }

    @Override
    public UsageMoment usageMoment() {
        return UsageMoment.BEFORE_END;
    }
}
