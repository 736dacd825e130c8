package io.descent.report.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The Chrome DevTools Protocol over a web socket: calls with answers, and events. */
final class Protocol implements AutoCloseable {
    private static final int SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final Map<String, Events> sessions = new ConcurrentHashMap<>();
    private WebSocket socket;

    /** Takes the events of a session. */
    interface Events {
        void event(String method, JsonNode parameters);
    }

    private Protocol() {}

    static Protocol connect(URI address) {
        Protocol protocol = new Protocol();
        protocol.socket =
                within(HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, protocol.new Listener()));
        return protocol;
    }

    void listen(String session, Events events) {
        sessions.put(session, events);
    }

    /** Calls a method of the browser itself. */
    JsonNode call(String method, Map<String, ?> parameters) {
        return call(null, method, parameters);
    }

    /**
     * Calls a method, and waits for its answer.
     *
     * @throws IllegalStateException if the browser refuses, or does not answer within a minute
     */
    JsonNode call(String session, String method, Map<String, ?> parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        send(message.toString());
        JsonNode result = within(answer);
        if (result.has("error")) {
            throw new IllegalStateException(method + ": " + result.path("error"));
        }
        return result.path("result");
    }

    /** One at a time: a socket takes no second message while it sends the first. */
    private synchronized void send(String text) {
        within(socket.sendText(text, true));
    }

    static <T> T within(CompletableFuture<T> future) {
        try {
            return future.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the browser did not answer", e.getCause());
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket source, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String message = text.toString();
                text.setLength(0);
                take(message);
            }
            source.request(1);
            return null;
        }

        private void take(String message) {
            JsonNode node;
            try {
                node = JSON.readTree(message);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
            if (node.has("id")) {
                CompletableFuture<JsonNode> call = calls.remove(node.path("id").intValue());
                if (call != null) {
                    call.complete(node);
                }
                return;
            }
            Events events = sessions.get(node.path("sessionId").asText());
            if (events != null) {
                events.event(node.path("method").asText(), node.path("params"));
            }
        }

        @Override
        public void onError(WebSocket source, Throwable error) {
            calls.values().forEach(call -> call.completeExceptionally(error));
        }
    }
}
