package io.descent.report.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Chromium of its own, with a profile that is thrown away. It is the one that the environment variable {@code CHROMIUM}
 * names, or the first on the {@code PATH}.
 *
 * <pre>{@code
 * try (Browser browser = Browser.start(); Tab tab = browser.open(file)) {
 *     tab.click("#play");
 *     assertThat(tab.problems()).isEmpty();
 * }
 * }</pre>
 */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final int START_SECONDS = 60;
    private static final int END_SECONDS = 10;

    private final Process process;
    private final Path profile;
    private final Protocol protocol;

    private Browser(Process process, Path profile, Protocol protocol) {
        this.process = process;
        this.profile = profile;
        this.protocol = protocol;
    }

    /** Starts one, or skips the test where there is none; in CI, where {@code CI} is {@code true}, that fails it. */
    public static Browser start() {
        Optional<Path> binary = binary();
        String problem = "a test of pages needs Chromium: set CHROMIUM, or put one of " + NAMES + " on the PATH";
        if ("true".equals(System.getenv("CI"))) {
            assertThat(binary).as(problem).isPresent();
        }
        assumeTrue(binary.isPresent(), problem);
        return start(binary.orElseThrow());
    }

    private static Optional<Path> binary() {
        String chosen = System.getenv("CHROMIUM");
        if (chosen != null && !chosen.isEmpty()) {
            return Optional.of(Path.of(chosen));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Browser start(Path binary) {
        Path profile = null;
        Process process = null;
        try {
            profile = Files.createTempDirectory("descent-chromium-");
            process = new ProcessBuilder(
                            binary.toString(),
                            "--headless=new",
                            "--no-sandbox", // a container has none to offer
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-extensions",
                            "--disable-sync",
                            "--no-first-run",
                            "--no-default-browser-check",
                            "--hide-scrollbars",
                            "--force-color-profile=srgb",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Browser(process, profile, Protocol.connect(address(process)));
        } catch (IOException e) {
            end(process, profile);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            end(process, profile);
            throw e;
        }
    }

    /** Where it listens, as it says itself. What it says later is read and dropped, so that it never waits for a reader. */
    private static URI address(Process process) {
        CompletableFuture<URI> address = new CompletableFuture<>();
        StringBuilder said = new StringBuilder();
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            var listening = LISTENING.matcher(line);
                            if (listening.find()) {
                                address.complete(URI.create(listening.group(1)));
                            } else if (!address.isDone()) {
                                said.append(line).append('\n');
                            }
                        }
                        address.completeExceptionally(new IOException("Chromium ended, and said:\n" + said));
                    } catch (IOException e) {
                        address.completeExceptionally(e);
                    }
                },
                "chromium-stderr");
        reader.setDaemon(true);
        reader.start();
        try {
            return address.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Chromium did not listen within " + START_SECONDS + " s", e);
        }
    }

    /** A tab with storage of its own that shows a file, loaded and drawn. */
    public Tab open(Path file) {
        Tab tab = tab();
        tab.open(file);
        return tab;
    }

    /** An empty tab with storage of its own, for what is to be set before a page is loaded. */
    public Tab tab() {
        JsonNode context = protocol.call("Target.createBrowserContext", Map.of());
        String contextId = context.path("browserContextId").asText();
        JsonNode target =
                protocol.call("Target.createTarget", Map.of("url", "about:blank", "browserContextId", contextId));
        JsonNode session = protocol.call(
                "Target.attachToTarget",
                Map.of("targetId", target.path("targetId").asText(), "flatten", true));
        return new Tab(protocol, contextId, session.path("sessionId").asText());
    }

    /** Ends the process and those that it started, and deletes the profile. */
    @Override
    public void close() {
        protocol.close();
        end(process, profile);
    }

    private static void end(Process process, Path profile) {
        if (process != null) {
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(Browser::awaitEnd);
        }
        if (profile != null) {
            delete(profile);
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Chromium's process " + process.pid() + " did not end", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
