package io.descent.storage;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of S3 as the S3A client uses, in memory: strongly consistent, with conditional writes, and with faults on
 * demand. There is one bucket; who asks is not looked at.
 */
public final class FakeS3 implements AutoCloseable {
    public static final String BUCKET = "bucket";

    private static final int NO_BODY = -1;
    private static final int MOST_KEYS = 1000;
    private static final String USER = "x-amz-meta-";
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
    private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("<PartNumber>\\s*(\\d+)\\s*</PartNumber>", Pattern.DOTALL);

    static {
        // else each answer waits for the client's delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What happens to a request. */
    public interface Fault {
        /** True if the request is dealt with; else it takes its usual course. */
        boolean happens(HttpExchange exchange, Runnable effect) throws IOException;
    }

    /** An object; its bytes never change. */
    private record Stored(byte[] bytes, String etag, String type, Map<String, String> user, Instant time) {}

    private record Upload(String key, String type, Map<String, String> user, SortedMap<Integer, byte[]> parts) {}

    private record Armed(Predicate<String> request, Fault fault) {}

    private record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer of(int status) {
            return new Answer(status, new HashMap<>(), new byte[0]);
        }

        static Answer xml(String xml) {
            byte[] body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml).getBytes(StandardCharsets.UTF_8);
            return new Answer(200, new HashMap<>(Map.of("Content-Type", "application/xml")), body);
        }

        Answer with(String name, String value) {
            headers.put(name, value);
            return this;
        }
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refused(int status, String code) {
            super(code);
            this.status = status;
            this.code = code;
        }

        Answer answer() {
            Answer error = Answer.xml("<Error><Code>" + code + "</Code><Message>" + code
                    + "</Message><RequestId>1</RequestId><HostId>1</HostId></Error>");
            return new Answer(status, error.headers(), error.body());
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TreeMap<String, Stored> objects = new TreeMap<>();
    private final Map<String, Upload> uploads = new HashMap<>();
    private final List<Armed> faults = new ArrayList<>();

    public FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** What lets S3A find this server. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "fs.s3a.endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
        settings.put("fs.s3a.endpoint.region", "us-east-1");
        settings.put("fs.s3a.connection.ssl.enabled", "false");
        settings.put("fs.s3a.path.style.access", "true");
        settings.put("fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
        settings.put("fs.s3a.access.key", "anybody");
        settings.put("fs.s3a.secret.key", "anything");
        settings.put("fs.s3a.retry.interval", "1ms");
        settings.put("fs.s3a.retry.throttle.interval", "1ms");
        return settings;
    }

    /** Does something to the next request that fits, which is said as {@code "PUT a/key"}, and to that alone. */
    public void next(Predicate<String> request, Fault fault) {
        synchronized (faults) {
            faults.add(new Armed(request, fault));
        }
    }

    /** Forgets what {@link #next} was told and did not come. */
    void expectNothing() {
        synchronized (faults) {
            faults.clear();
        }
    }

    /** The request takes effect, and the connection ends without an answer. */
    public static Fault answerLost() {
        return (exchange, effect) -> {
            effect.run();
            exchange.close();
            return true;
        };
    }

    /** The request has no effect. */
    public static Fault refused(int status, String code) {
        return (exchange, effect) -> {
            exchange.getRequestBody().readAllBytes();
            send(exchange, new Refused(status, code).answer());
            return true;
        };
    }

    /** Others do something while the request is on its way. */
    public static Fault after(Runnable others) {
        return (exchange, effect) -> {
            others.run();
            return false;
        };
    }

    public synchronized List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    /** What brings everything back to what it is now: what a process leaves that is killed now. */
    public synchronized Runnable restorePoint() {
        TreeMap<String, Stored> now = new TreeMap<>(objects);
        return () -> restore(now);
    }

    private synchronized void restore(TreeMap<String, Stored> then) {
        objects.clear();
        objects.putAll(then);
    }

    /** Overwrites an object behind the client's back. */
    synchronized void put(String key, byte[] bytes) {
        objects.put(key, stored(bytes, null, Map.of()));
    }

    synchronized byte[] get(String key) {
        return objects.get(key).bytes();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = key(exchange);
            byte[] body = body(exchange);
            Fault fault = fault(exchange.getRequestMethod() + " " + key);
            if (fault != null && fault.happens(exchange, () -> answer(exchange, key, body))) {
                return;
            }
            send(exchange, answer(exchange, key, body));
        }
    }

    private Fault fault(String request) {
        synchronized (faults) {
            for (Iterator<Armed> each = faults.iterator(); each.hasNext(); ) {
                Armed armed = each.next();
                if (armed.request().test(request)) {
                    each.remove();
                    return armed.fault();
                }
            }
            return null;
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        answer.headers().forEach(headers::set);
        headers.set("x-amz-request-id", "1");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? NO_BODY : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private synchronized Answer answer(HttpExchange exchange, String key, byte[] body) {
        try {
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            Headers headers = exchange.getRequestHeaders();
            return key.isEmpty()
                    ? ofBucket(exchange.getRequestMethod(), query, body)
                    : ofObject(exchange.getRequestMethod(), key, query, headers, body);
        } catch (Refused e) {
            return e.answer();
        }
    }

    private Answer ofBucket(String method, Map<String, String> query, byte[] body) throws Refused {
        if (method.equals("POST") && query.containsKey("delete")) {
            Matcher keys = KEY.matcher(new String(body, StandardCharsets.UTF_8));
            while (keys.find()) {
                objects.remove(unescaped(keys.group(1)));
            }
            return Answer.xml("<DeleteResult/>");
        }
        if (method.equals("GET") && query.containsKey("uploads")) {
            return Answer.xml("<ListMultipartUploadsResult><Bucket>" + BUCKET
                    + "</Bucket><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>");
        }
        if (method.equals("GET") && query.containsKey("list-type")) {
            return list(query);
        }
        if (method.equals("HEAD")) {
            return Answer.of(200);
        }
        throw new Refused(501, "NotImplemented");
    }

    private Answer list(Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.getOrDefault("delimiter", "");
        String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
        int most = Integer.parseInt(query.getOrDefault("max-keys", String.valueOf(MOST_KEYS)));
        TreeMap<String, String> entries = new TreeMap<>();
        for (Map.Entry<String, Stored> object : objects.tailMap(prefix).entrySet()) {
            String key = object.getKey();
            if (!key.startsWith(prefix)) {
                break;
            }
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            String name = end < 0 ? key : key.substring(0, end + delimiter.length());
            entries.put(name, end < 0 ? content(key, object.getValue()) : commonPrefix(name));
        }
        StringBuilder xml = new StringBuilder();
        String last = "";
        int count = 0;
        boolean truncated = false;
        for (Map.Entry<String, String> entry : entries.tailMap(after, false).entrySet()) {
            if (count == most) {
                truncated = true;
                break;
            }
            xml.append(entry.getValue());
            last = entry.getKey();
            count++;
        }
        return Answer.xml("<ListBucketResult><Name>" + BUCKET + "</Name><Prefix>" + escaped(prefix)
                + "</Prefix><KeyCount>"
                + count + "</KeyCount><MaxKeys>" + most + "</MaxKeys><IsTruncated>" + truncated + "</IsTruncated>"
                + (truncated ? "<NextContinuationToken>" + escaped(last) + "</NextContinuationToken>" : "") + xml
                + "</ListBucketResult>");
    }

    private static String content(String key, Stored object) {
        return "<Contents><Key>" + escaped(key) + "</Key><LastModified>" + object.time() + "</LastModified><ETag>"
                + escaped(object.etag()) + "</ETag><Size>" + object.bytes().length
                + "</Size><StorageClass>STANDARD</StorageClass></Contents>";
    }

    private static String commonPrefix(String prefix) {
        return "<CommonPrefixes><Prefix>" + escaped(prefix) + "</Prefix></CommonPrefixes>";
    }

    private Answer ofObject(String method, String key, Map<String, String> query, Headers headers, byte[] body)
            throws Refused {
        String upload = query.get("uploadId");
        return switch (method) {
            case "GET", "HEAD" -> read(found(key), headers);
            case "DELETE" -> {
                if (upload == null) {
                    objects.remove(key);
                } else {
                    uploads.remove(upload);
                }
                yield Answer.of(204);
            }
            case "PUT" -> {
                if (upload != null) {
                    found(uploads.get(upload)).parts().put(Integer.valueOf(query.get("partNumber")), body);
                    yield Answer.of(200).with("ETag", etag(body));
                }
                yield headers.containsKey("x-amz-copy-source")
                        ? copy(key, headers)
                        : Answer.of(200).with("ETag", put(key, headers, stored(body, type(headers), user(headers))));
            }
            case "POST" -> {
                if (upload == null) {
                    String id = UUID.randomUUID().toString();
                    uploads.put(id, new Upload(key, type(headers), user(headers), new TreeMap<>()));
                    yield Answer.xml("<InitiateMultipartUploadResult><Bucket>" + BUCKET + "</Bucket><Key>"
                            + escaped(key) + "</Key><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
                }
                yield complete(key, upload, headers, body);
            }
            default -> throw new Refused(501, "NotImplemented");
        };
    }

    private Answer complete(String key, String id, Headers headers, byte[] body) throws Refused {
        Upload upload = found(uploads.get(id));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Matcher parts = PART.matcher(new String(body, StandardCharsets.UTF_8));
        while (parts.find()) {
            whole.writeBytes(upload.parts().get(Integer.valueOf(parts.group(1))));
        }
        String etag = put(key, headers, stored(whole.toByteArray(), upload.type(), upload.user()));
        uploads.remove(id);
        return Answer.xml("<CompleteMultipartUploadResult><Bucket>" + BUCKET + "</Bucket><Key>" + escaped(key)
                + "</Key><ETag>" + escaped(etag) + "</ETag></CompleteMultipartUploadResult>");
    }

    private Answer copy(String key, Headers headers) throws Refused {
        String source = decoded(headers.getFirst("x-amz-copy-source"));
        Stored from = found(source.substring(source.indexOf(BUCKET + "/") + BUCKET.length() + 1));
        String wanted = headers.getFirst("x-amz-copy-source-if-match");
        if (wanted != null && !unquoted(wanted).equals(unquoted(from.etag()))) {
            throw new Refused(412, "PreconditionFailed");
        }
        boolean replace = "REPLACE".equals(headers.getFirst("x-amz-metadata-directive"));
        Stored to = stored(from.bytes(), replace ? type(headers) : from.type(), replace ? user(headers) : from.user());
        return Answer.xml("<CopyObjectResult><LastModified>" + to.time() + "</LastModified><ETag>"
                + escaped(put(key, headers, to)) + "</ETag></CopyObjectResult>");
    }

    private String put(String key, Headers headers, Stored object) throws Refused {
        Stored before = objects.get(key);
        if (headers.containsKey("If-None-Match") && before != null) {
            throw new Refused(412, "PreconditionFailed");
        }
        String wanted = headers.getFirst("If-Match");
        if (wanted != null && !unquoted(wanted).equals(unquoted(found(before).etag()))) {
            throw new Refused(412, "PreconditionFailed");
        }
        objects.put(key, object);
        return object.etag();
    }

    private static Answer read(Stored object, Headers headers) throws Refused {
        String wanted = headers.getFirst("If-Match");
        if (wanted != null && !unquoted(wanted).equals(unquoted(object.etag()))) {
            throw new Refused(412, "PreconditionFailed");
        }
        int length = object.bytes().length;
        int from = 0;
        int to = length;
        boolean part = headers.containsKey("Range");
        if (part) {
            Matcher range = RANGE.matcher(headers.getFirst("Range"));
            if (!range.matches()) {
                throw new Refused(400, "InvalidArgument");
            }
            if (range.group(1).isEmpty()) {
                from = Math.max(0, length - Integer.parseInt(range.group(2)));
            } else {
                from = Integer.parseInt(range.group(1));
                to = range.group(2).isEmpty() ? length : (int) Math.min(length, Long.parseLong(range.group(2)) + 1);
            }
            if (from >= to) {
                throw new Refused(416, "InvalidRange");
            }
        }
        Map<String, String> answer = new HashMap<>();
        answer.put("ETag", object.etag());
        answer.put("Content-Type", object.type());
        answer.put("Accept-Ranges", "bytes");
        answer.put("Content-Length", String.valueOf(to - from));
        answer.put(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.ofInstant(object.time(), ZoneOffset.UTC)));
        object.user().forEach((name, value) -> answer.put(USER + name, value));
        if (part) {
            answer.put("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + length);
        }
        return new Answer(part ? 206 : 200, answer, Arrays.copyOfRange(object.bytes(), from, to));
    }

    private Stored found(String key) throws Refused {
        return found(objects.get(key));
    }

    private static Stored found(Stored object) throws Refused {
        if (object == null) {
            throw new Refused(404, "NoSuchKey");
        }
        return object;
    }

    private static Upload found(Upload upload) throws Refused {
        if (upload == null) {
            throw new Refused(404, "NoSuchUpload");
        }
        return upload;
    }

    private static Stored stored(byte[] bytes, String type, Map<String, String> user) {
        return new Stored(
                bytes,
                etag(bytes),
                type == null ? "application/octet-stream" : type,
                user,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String type(Headers headers) {
        return headers.getFirst("Content-Type");
    }

    private static Map<String, String> user(Headers headers) {
        Map<String, String> user = new HashMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(USER)) {
                user.put(lower.substring(USER.length()), values.get(0));
            }
        });
        return user;
    }

    private static String etag(byte[] bytes) {
        try {
            return '"'
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes))
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key; empty for the bucket itself. */
    private static String key(HttpExchange exchange) {
        String path = decoded(exchange.getRequestURI().getRawPath());
        String below = path.substring(Math.min(path.length(), BUCKET.length() + 1));
        return below.startsWith("/") ? below.substring(1) : below;
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        StringTokenizer pairs = new StringTokenizer(raw == null ? "" : raw, "&");
        while (pairs.hasMoreTokens()) {
            String pair = pairs.nextToken();
            int equals = pair.indexOf('=');
            query.put(
                    equals < 0 ? pair : pair.substring(0, equals),
                    equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        String digest = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
        if (digest == null || !digest.startsWith("STREAMING-")) {
            return in.readAllBytes();
        }
        // chunks, each after a line with its length and signature; after the last, trailers
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (true) {
            String line = line(in);
            int semicolon = line.indexOf(';');
            int length = Integer.parseInt(semicolon < 0 ? line : line.substring(0, semicolon), 16);
            if (length == 0) {
                in.readAllBytes();
                return whole.toByteArray();
            }
            whole.writeBytes(in.readNBytes(length));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("a chunk is cut off");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
