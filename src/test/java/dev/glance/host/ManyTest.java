package dev.glance.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import dev.glance.async.Stream;
import dev.glance.decide.Predictions;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManyTest {
    private final Pictures pictures = new Pictures(100);
    private final Staff staff = new Staff();
    private final Many<Integer, Predictions> many = new Many<>(pictures, staff);
    private final List<String> heard = new ArrayList<>();

    /** Numbers; every tenth cannot be opened. */
    private static final class Pictures implements Stream<Opening<Integer>> {
        private final int count;
        private int taken;
        private boolean closed;
        private GlanceException failure;

        Pictures(int count) {
            this.count = count;
        }

        @Override
        public Promise<Optional<Opening<Integer>>> next() {
            if (failure != null) {
                return Promise.failed(failure);
            }
            int number = taken;
            if (number == count) {
                return Promise.resolved(Optional.empty());
            }
            taken++;
            return Promise.resolved(Optional.of(() -> number % 10 == 9
                    ? Promise.failed(error(ErrorCode.PICTURE_UNREACHABLE)) : Promise.resolved(number)));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Staff implements Many.Staff {
        private int lost;
        private int over;

        @Override
        public void lost() {
            lost++;
        }

        @Override
        public void over() {
            over++;
        }
    }

    /** Answers when it is told to. */
    private static final class Desk implements Many.Desk<Integer, Predictions> {
        private final Deque<Integer> numbers = new ArrayDeque<>();
        private final Deque<Deferred<Predictions>> answers = new ArrayDeque<>();

        @Override
        public Promise<Predictions> run(Integer picture) {
            numbers.add(picture);
            Deferred<Predictions> answer = new Deferred<>();
            answers.add(answer);
            return answer.promise();
        }

        void answer() {
            numbers.poll();
            answers.poll().resolve(new Predictions(List.of(), null, null));
        }

        void fail(ErrorCode code) {
            numbers.clear();
            while (!answers.isEmpty()) {
                answers.poll().fail(error(code));
            }
        }
    }

    private static GlanceException error(ErrorCode code) {
        return new GlanceException(code, "what", "remedy");
    }

    /** Asks for the next result again and again. */
    private void listen() {
        many.results().next().listen(result -> {
            if (result.isEmpty()) {
                heard.add("end");
                return;
            }
            Result<Predictions> value = result.get();
            heard.add(value.index() + (value.error() == null ? "" : " " + value.error().code().word()));
            listen();
        }, failure -> heard.add("failed " + failure.code().word()));
    }

    private static String expected(int index) {
        return index + (index % 10 == 9 ? " picture-unreachable" : "");
    }

    @Test
    void resultsComeInOrderWhicheverDeskIsFaster() {
        List<Desk> desks = List.of(new Desk(), new Desk(), new Desk());
        desks.forEach(many::open);
        listen();
        Random random = new Random(4);
        while (desks.stream().anyMatch(desk -> !desk.answers.isEmpty())) {
            Desk desk = desks.get(random.nextInt(3));
            if (!desk.answers.isEmpty()) {
                desk.answer();
            }
        }
        assertEquals(101, heard.size());
        for (int i = 0; i < 100; i++) {
            assertEquals(expected(i), heard.get(i));
        }
        assertEquals("end", heard.get(100));
        assertEquals(1, staff.over);
        assertEquals(0, staff.lost);
    }

    @Test
    void picturesAreTakenOnlyALittleAheadOfTheResults() {
        Desk desk = new Desk();
        many.open(desk);
        assertEquals(2, pictures.taken, "one to compute, one to decode");
        assertEquals(2, desk.answers.size());
        while (!desk.answers.isEmpty()) {
            desk.answer();
        }
        assertEquals(4, pictures.taken, "nobody has asked for a result");
        listen();
        assertEquals(List.of("0", "1", "2", "3"), heard);
        assertTrue(pictures.taken <= 8, pictures.taken + " taken");
    }

    @Test
    void aLostDeskGivesItsPicturesToTheOthers() {
        Desk first = new Desk();
        Desk second = new Desk();
        many.open(first);
        many.open(second);
        listen();
        first.fail(ErrorCode.WORKER_LOST);
        assertEquals(1, staff.lost, "one desk, however many pictures were at it");
        while (!second.answers.isEmpty()) {
            second.answer();
        }
        assertEquals(101, heard.size());
        for (int i = 0; i < 100; i++) {
            assertEquals(expected(i), heard.get(i));
        }
    }

    @Test
    void aPictureOverWhichTwoDesksAreLostIsAFailure() {
        Desk first = new Desk();
        many.open(first);
        listen();
        first.fail(ErrorCode.WORKER_LOST);
        Desk second = new Desk();
        many.open(second);
        second.fail(ErrorCode.WORKER_LOST);
        Desk third = new Desk();
        many.open(third);
        while (!third.answers.isEmpty()) {
            third.answer();
        }
        assertEquals(List.of("0 worker-lost", "1 worker-lost", "2", "3"), heard.subList(0, 4));
        assertEquals("end", heard.get(100));
        assertEquals(2, staff.lost);
    }

    @Test
    void anyOtherFailureIsThePictures() {
        Desk desk = new Desk();
        many.open(desk);
        listen();
        desk.fail(ErrorCode.PICTURE_UNDECODABLE);
        assertEquals(List.of("0 picture-undecodable", "1 picture-undecodable"), heard.subList(0, 2));
        assertEquals(0, staff.lost);
    }

    @Test
    void whenItIsClosedNoOtherPictureIsBegun() {
        Desk desk = new Desk();
        many.open(desk);
        listen();
        desk.answer();
        int taken = pictures.taken;
        many.results().close();
        many.results().close();
        assertEquals(List.of("0", "failed cancelled"), heard);
        assertTrue(pictures.closed);
        assertEquals(1, staff.over);
        while (!desk.answers.isEmpty()) {
            desk.answer();
        }
        assertEquals(taken, pictures.taken);
        assertEquals(2, heard.size());
        listen();
        assertEquals("failed cancelled", heard.get(2));
    }

    @Test
    void withoutADeskItFails() {
        listen();
        assertEquals(List.of(), heard);
        many.noMoreDesks(error(ErrorCode.BACKEND_NONE));
        assertEquals(List.of("failed backend-none"), heard);
        assertEquals(1, staff.over);
    }

    @Test
    void oneDeskOfSeveralIsEnough() {
        Desk desk = new Desk();
        many.open(desk);
        many.noMoreDesks(error(ErrorCode.BACKEND_NONE));
        listen();
        desk.answer();
        assertEquals(List.of("0"), heard);
        assertEquals(0, staff.over);
    }

    @Test
    void picturesThatCannotBeTakenEndIt() {
        pictures.failure = error(ErrorCode.INTERNAL);
        many.open(new Desk());
        listen();
        assertEquals(List.of("failed internal"), heard);
        assertEquals(1, staff.over);
    }

    @Test
    void whoeverAsksSeveralTimesAtOnceIsAnsweredInOrder() {
        Desk desk = new Desk();
        many.open(desk);
        for (int i = 0; i < 3; i++) {
            listen();
        }
        while (heard.size() < 3) {
            desk.answer();
        }
        assertEquals(List.of("0", "1", "2"), heard.subList(0, 3));
    }

    @Test
    void noPicturesAreNoResults() {
        Many<Integer, Predictions> none = new Many<>(new Pictures(0), staff);
        none.open(new Desk());
        List<Optional<Result<Predictions>>> ends = new ArrayList<>();
        none.results().next().listen(ends::add, failure -> {
            throw failure;
        });
        assertEquals(List.of(Optional.empty()), ends);
        assertNull(pictures.failure);
    }
}
