package dev.medley.platform.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.ServerSocketFactory;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A Kafka broker in this JVM: one node that is broker and controller, reachable from this machine only, with its data in
 * a directory that a later start finds again.
 *
 * <p>What it acknowledges is in the operating system's page cache, so it survives the death of this process, {@code kill
 * -9} included. It does not survive a power loss within the about 30 seconds before the system writes the page out,
 * unless the broker was started with {@code flushEachWrite}.
 *
 * <p>It starts controller and broker one after the other instead of through {@code KafkaRaftServer}, because in between it
 * can end the session of the broker that ran here before: Kafka knows no other way to tell that it is dead than to wait.
 * So a session may be long, and a busy machine on which heartbeats are late does not shut its only broker out.
 *
 * <p>It uses classes that Kafka does not promise to keep; nothing else here does.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int NODE = 1;
    /** The same at every start: Kafka refuses a directory of another cluster. Reads "medley-embedded-" in Base64. */
    private static final String CLUSTER = "bWVkbGV5LWVtYmVkZGVkLQ";

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Map<Logger, Level> QUIET = Map.of(
            Logger.getLogger("org.apache.kafka"), Level.WARNING,
            Logger.getLogger("kafka"), Level.WARNING,
            Logger.getLogger("state.change.logger"), Level.WARNING,
            // What it refuses while it becomes the controller, whoever asked asks again.
            Logger.getLogger("kafka.server.ControllerApis"), Level.OFF);

    private static final Duration ACTIVE_AT_MOST = Duration.ofSeconds(60);
    /** The broker is shut out only after so long without a heartbeat. */
    private static final Duration SESSION = Duration.ofMinutes(1);

    /** For tests, which disturb it. */
    final BrokerServer broker;

    private final ControllerServer controller;
    private final String bootstrap;
    private boolean closed;

    private EmbeddedBroker(ControllerServer controller, BrokerServer broker, String bootstrap) {
        this.controller = controller;
        this.broker = broker;
        this.bootstrap = bootstrap;
    }

    /**
     * Starts a broker and returns when it serves: 2 to 3 seconds in a fresh JVM, also after a {@code kill -9}.
     *
     * @param directory where the data is or will be; made if absent; nobody else may use it meanwhile
     * @param port 1 to 65535, or 0 for a free one
     * @param flushEachWrite whether each write is forced to the disk before it is acknowledged
     * @throws IllegalStateException if the broker does not start, naming the directory
     */
    public static EmbeddedBroker start(Path directory, int port, boolean flushEachWrite) {
        quieten();
        int brokerPort = port == 0 ? freePort() : port;
        int controllerPort = freePort();
        try {
            Files.createDirectories(directory);
            format(directory);
            return start(
                    KafkaConfig.fromProps(properties(directory, brokerPort, controllerPort, flushEachWrite), false),
                    brokerPort,
                    controllerPort);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The embedded Kafka broker does not start in " + directory.toAbsolutePath() + " on " + HOST + ":"
                            + brokerPort + ": " + e.getMessage(),
                    e);
        }
    }

    /** Where clients in this machine find it: host and port. */
    public String bootstrap() {
        return bootstrap;
    }

    /** Stops in order, in about half a second; call it after every client is closed. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        broker.shutdown();
        controller.shutdown();
    }

    private static EmbeddedBroker start(KafkaConfig config, int brokerPort, int controllerPort) throws Exception {
        StartClock clock = new StartClock();
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directory =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(EmbeddedBroker.class), "");
        SharedServer shared = new SharedServer(
                config,
                directory._1(),
                clock,
                Server$.MODULE$.initializeMetrics(config, clock, CLUSTER),
                CompletableFuture.completedFuture(Map.of(NODE, new InetSocketAddress(HOST, controllerPort))),
                List.of(),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        ControllerServer controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directory._2());
        EmbeddedBroker embedded = new EmbeddedBroker(controller, new BrokerServer(shared), HOST + ":" + brokerPort);
        try {
            controller.startup();
            awaitActive(controller.controller());
            // The controller gave the last broker of this directory a new session when it became active. It is dead,
            // for
            // the directory was free.
            clock.skip(SESSION.plusSeconds(1));
            embedded.broker.startup();
            return embedded;
        } catch (Throwable e) {
            embedded.close();
            throw e;
        }
    }

    private static void awaitActive(Controller controller) throws Exception {
        long deadline = System.nanoTime() + ACTIVE_AT_MOST.toNanos();
        while (!controller.isActive()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "its controller is not active after " + ACTIVE_AT_MOST.toSeconds() + " s");
            }
            Thread.sleep(5);
        }
        // An answer comes after all that becoming active takes.
        controller
                .findAllTopicIds(new ControllerRequestContext(
                        new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty()))
                .get(ACTIVE_AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void format(Path directory) throws Exception {
        Formatter formatter = new Formatter()
                .setClusterId(CLUSTER)
                .setNodeId(NODE)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        formatter.setSupportedFeatures(Feature.PRODUCTION_FEATURES);
        formatter.setReleaseVersion(MetadataVersion.latestProduction());
        formatter.run();
    }

    private static Properties properties(Path directory, int brokerPort, int controllerPort, boolean flushEachWrite) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE));
        properties.put("log.dirs", directory.toString());
        properties.put(
                "listeners", "BROKER://" + HOST + ":" + brokerPort + ",CONTROLLER://" + HOST + ":" + controllerPort);
        properties.put("advertised.listeners", "BROKER://" + HOST + ":" + brokerPort);
        properties.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "BROKER");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);

        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("auto.create.topics.enable", "false");
        properties.put("message.max.bytes", String.valueOf(LogTopic.MAX_RECORD_BYTES));

        properties.put("broker.session.timeout.ms", String.valueOf(SESSION.toMillis()));
        // What is not flushed when a process dies is read again at the next start: small segments bound that.
        properties.put("log.segment.bytes", String.valueOf(64 << 20));
        properties.put("log.index.size.max.bytes", String.valueOf(1 << 20));
        properties.put("num.recovery.threads.per.data.dir", "2");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "3");
        properties.put("controlled.shutdown.enable", "false");
        if (flushEachWrite) {
            properties.put("log.flush.interval.messages", "1");
        }
        return properties;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on " + HOST, e);
        }
    }

    private static void quieten() {
        QUIET.forEach((logger, level) -> {
            if (logger.getLevel() == null) {
                logger.setLevel(level);
            }
        });
    }
}
