package io.descent.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Examples that are cached, with a light lineage. Spark sends an RDD's whole lineage with every job, and that of a
 * table holds its query plan, which for a thousand columns is close to a megabyte. Here it is broadcast once, and looked
 * at only where a partition has to be computed: the first time, and after it was lost.
 */
final class Cached<T> extends RDD<T> {

    private static final long serialVersionUID = 1L;

    private static final ClassTag<Object> ANY = ClassTag$.MODULE$.Object();

    private final Broadcast<byte[]> lineage; // of the parent, serialised as Spark serialises tasks
    private final transient RDD<T> parent; // on the driver

    private Cached(SparkContext context, RDD<T> parent, Class<T> type) {
        super(context, dependencies(parent), ClassTag$.MODULE$.apply(type));
        this.parent = parent;
        resolveDependencies(parent);
        ByteBuffer bytes = SparkEnv.get().closureSerializer().newInstance().serialize(parent, ANY);
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        this.lineage = context.broadcast(array, ClassTag$.MODULE$.apply(byte[].class));
    }

    /** Caches elements, in memory as far as there is room and on disk beyond. Lazy. */
    static <T> Cached<T> of(RDD<T> parent, Class<T> type) {
        Cached<T> cached = new Cached<>(parent.sparkContext(), parent, type);
        cached.setName("examples").persist(StorageLevel.MEMORY_AND_DISK());
        return cached;
    }

    /** An RDD forgets on its way what it depends on, unless it was asked here: the scheduler's habit. */
    private static void resolveDependencies(RDD<?> last) {
        Set<Integer> seen = new HashSet<>();
        Deque<RDD<?>> open = new ArrayDeque<>(List.of(last));
        while (!open.isEmpty()) {
            RDD<?> rdd = open.pop();
            if (seen.add(rdd.id())) {
                CollectionConverters.asJava(rdd.dependencies()).forEach(dependency -> open.push(dependency.rdd()));
            }
        }
    }

    /** Frees the parent, and what they could be computed from. */
    void free() {
        context().unpersistRDD(id(), false); // as unpersist, without its line in the log
        lineage.destroy();
    }

    private static <T> Seq<Dependency<?>> dependencies(RDD<T> parent) {
        return CollectionConverters.asScala(List.<Dependency<?>>of(new Parent<>(parent)))
                .toSeq();
    }

    @Override
    public Partition[] getPartitions() {
        return parent.partitions();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Iterator<T> compute(Partition split, TaskContext context) {
        RDD<T> parent = (RDD<T>) SparkEnv.get()
                .closureSerializer()
                .newInstance()
                .deserialize(
                        ByteBuffer.wrap(lineage.value()), Thread.currentThread().getContextClassLoader(), ANY);
        return parent.iterator(split, context);
    }

    /** One to one, known to the driver's scheduler and left out of tasks. */
    private static final class Parent<T> extends NarrowDependency<T> implements Serializable {

        private static final long serialVersionUID = 1L;

        private final transient RDD<T> parent;

        Parent(RDD<T> parent) {
            super(null);
            this.parent = parent;
        }

        @Override
        public RDD<T> rdd() {
            return parent;
        }

        @Override
        public Seq<Object> getParents(int partition) {
            return CollectionConverters.asScala(List.<Object>of(partition)).toSeq();
        }
    }
}
