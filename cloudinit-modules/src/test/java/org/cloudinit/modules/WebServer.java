package org.cloudinit.modules;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A web server on the loopback link that remembers what it was asked. */
public final class WebServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Function<Request, Answer> answers;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * A request.
     *
     * @param line such as {@code GET /x HTTP/1.1}
     * @param head lines of its head
     * @param body its body
     */
    public record Request(String line, List<String> head, String body) {
        /** The value of a header, or an empty text. */
        public String header(String name) {
            for (String field : head) {
                if (field.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                    return field.substring(name.length() + 1).strip();
                }
            }
            return "";
        }
    }

    /**
     * An answer.
     *
     * @param status such as {@code 200 OK}
     * @param head lines of its head
     * @param body its body
     */
    public record Answer(String status, List<String> head, String body) {
        /** An ordinary one. */
        public static Answer ok(String body) {
            return new Answer("200 OK", List.of(), body);
        }
    }

    /** Starts a server. */
    public WebServer(Function<Request, Answer> answers) throws IOException {
        this.answers = answers;
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /** Its address, without a path. */
    public String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** What it was asked, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (true) {
            try (Socket client = socket.accept()) {
                answer(client.getInputStream(), client.getOutputStream());
            } catch (SocketException closed) {
                return;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void answer(InputStream in, OutputStream out) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
        List<String> lines = head.toString().lines().toList();
        var request = new Request(lines.getFirst(), lines.subList(1, lines.size()), "");
        String length = request.header("Content-Length");
        byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        request =
                new Request(
                        request.line(), request.head(), new String(body, StandardCharsets.UTF_8));
        requests.add(request);
        Answer answer = answers.apply(request);
        byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
        var text = new StringBuilder("HTTP/1.1 " + answer.status() + "\r\nConnection: close\r\n");
        answer.head().forEach(line -> text.append(line).append("\r\n"));
        text.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.write(content);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
