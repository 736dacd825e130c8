package io.descent.report.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A page in a {@link Browser}. Places are CSS selectors; methods return when the page has drawn what they did.
 *
 * <p>A refusal of the browser, such as of JavaScript that throws, is an {@link IllegalStateException}.
 */
public final class Tab implements AutoCloseable {
    private static final String DRAWN =
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))";

    private final Protocol protocol;
    private final String context;
    private final String session;
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    Tab(Protocol protocol, String context, String session) {
        this.protocol = protocol;
        this.context = context;
        this.session = session;
        protocol.listen(session, this::event);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
        viewport(1280, 900);
    }

    private void event(String method, JsonNode event) {
        switch (method) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Network.requestWillBeSent" ->
                requests.add(event.path("request").path("url").asText());
            case "Runtime.exceptionThrown" -> problems.add("exception: " + event.path("exceptionDetails"));
            case "Runtime.consoleAPICalled" ->
                problems.add("console." + event.path("type").asText() + ": " + event.path("args"));
            case "Log.entryAdded" -> problems.add("log: " + event.path("entry"));
            default -> {
                // of no interest
            }
        }
    }

    /** What the page or the browser complained of, or said on the console, since the tab was opened. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The addresses of all requests, that of the page among them. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Loads a file, and returns when it is drawn. */
    public void open(Path file) {
        loaded = new CompletableFuture<>();
        JsonNode navigation = call(
                "Page.navigate", Map.of("url", file.toAbsolutePath().toUri().toString()));
        if (navigation.has("errorText")) {
            throw new IllegalStateException(
                    file + ": " + navigation.path("errorText").asText());
        }
        Protocol.within(loaded);
        awaitDrawn();
    }

    /** Loads the page again, as a reader does. */
    public void reload() {
        loaded = new CompletableFuture<>();
        call("Page.reload", Map.of());
        Protocol.within(loaded);
        awaitDrawn();
    }

    /** Returns when the page has loaded itself again, for the first time after this is called. */
    public void awaitRefresh() {
        loaded = new CompletableFuture<>();
        Protocol.within(loaded);
        awaitDrawn();
    }

    public void awaitDrawn() {
        evaluate(DRAWN);
    }

    /** The value of a JavaScript expression, when it is there if it is a promise. */
    public JsonNode evaluate(String expression) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Returns when a JavaScript expression is true: it is asked each time that the page draws. */
    public void await(String condition) {
        evaluate("new Promise(done => { const ask = () => { if (" + condition
                + ") done(); else requestAnimationFrame(ask); }; ask(); })");
    }

    /** The size of the window, in CSS pixels. */
    public void viewport(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        awaitDrawn();
    }

    /**
     * What the reader's system prefers.
     *
     * @param scheme {@code light} or {@code dark}
     */
    public void colourScheme(String scheme) {
        media("prefers-color-scheme", scheme);
    }

    /** Sets a media feature, such as {@code prefers-reduced-motion} to {@code reduce}. */
    public void media(String feature, String value) {
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
        awaitDrawn();
    }

    /** Shows the page as it would be printed, with {@code print}, or again as on a screen, with {@code screen}. */
    public void medium(String medium) {
        call("Emulation.setEmulatedMedia", Map.of("media", medium));
        awaitDrawn();
    }

    /** Clicks in the middle of an element. */
    public void click(String selector) {
        double[] middle = middle(selector);
        mouse("mousePressed", middle[0], middle[1], 1);
        mouse("mouseReleased", middle[0], middle[1], 0);
        awaitDrawn();
    }

    /** Drags from the middle of an element, in CSS pixels. */
    public void drag(String selector, double right, double down) {
        double[] middle = middle(selector);
        int steps = 8;
        mouse("mouseMoved", middle[0], middle[1], 0);
        mouse("mousePressed", middle[0], middle[1], 1);
        for (int i = 1; i <= steps; i++) {
            mouse("mouseMoved", middle[0] + right * i / steps, middle[1] + down * i / steps, 1);
        }
        mouse("mouseReleased", middle[0] + right, middle[1] + down, 0);
        awaitDrawn();
    }

    private void mouse(String type, double x, double y, int buttons) {
        String button = type.equals("mouseMoved") && buttons == 0 ? "none" : "left";
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", button, "buttons", buttons, "clickCount", 1));
    }

    /** Presses a key that has a name, such as {@code ArrowLeft}, where the focus is. */
    public void press(String key) {
        call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "code", key));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
        awaitDrawn();
    }

    /** Chooses from a list, by the position. */
    public void choose(String selector, int position) {
        evaluate("(() => { const list = " + query(selector) + "; list.selectedIndex = " + position
                + "; list.dispatchEvent(new Event('change', {bubbles: true})); })()");
        awaitDrawn();
    }

    /** Moves a slider. */
    public void slide(String selector, double value) {
        evaluate("(() => { const slider = " + query(selector) + "; slider.value = " + value
                + "; slider.dispatchEvent(new Event('input', {bubbles: true})); })()");
        awaitDrawn();
    }

    /** The text of an element. */
    public String text(String selector) {
        return evaluate(query(selector) + ".textContent").asText();
    }

    /** An attribute of an element. */
    public String attribute(String selector, String name) {
        return evaluate(query(selector) + ".getAttribute(" + quoted(name) + ")").asText();
    }

    /** Whether an element is there and has a size. */
    public boolean isShown(String selector) {
        return evaluate("(() => { const it = document.querySelector(" + quoted(selector)
                        + "); return it !== null && it.getClientRects().length > 0; })()")
                .asBoolean();
    }

    /** The middle of an element, scrolled into view. */
    private double[] middle(String selector) {
        JsonNode middle = evaluate("(() => { const it = " + query(selector)
                + "; it.scrollIntoView({block: 'center', behavior: 'instant'}); const box = it.getBoundingClientRect();"
                + " return [box.x + box.width / 2, box.y + box.height / 2]; })()");
        return new double[] {middle.get(0).asDouble(), middle.get(1).asDouble()};
    }

    private static String query(String selector) {
        return "document.querySelector(" + quoted(selector) + ")";
    }

    /** A text as JavaScript. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** The window as a PNG. */
    public byte[] screenshot() {
        return png(Map.of("format", "png"));
    }

    /** The page from top to bottom as a PNG. */
    public byte[] fullScreenshot() {
        return png(Map.of("format", "png", "captureBeyondViewport", true, "clip", wholePage()));
    }

    private Map<String, Number> wholePage() {
        JsonNode size = call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
        return Map.of(
                "x",
                0,
                "y",
                0,
                "width",
                size.path("width").asDouble(),
                "height",
                size.path("height").asDouble(),
                "scale",
                1);
    }

    private byte[] png(Map<String, ?> parameters) {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot", parameters).path("data").asText());
    }

    /** A PDF of the page, as it is printed. */
    public byte[] pdf() {
        return Base64.getDecoder()
                .decode(call("Page.printToPDF", Map.of("printBackground", true))
                        .path("data")
                        .asText());
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return protocol.call(session, method, parameters);
    }

    /** Closes the tab, and forgets its storage. */
    @Override
    public void close() {
        protocol.call("Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
}
