// Work on many threads whose results come back in order. Internal to book/.
//
// One thread pushes jobs and pops them done, in the order of pushing; the others work on what lies between. At most
// `depth` jobs are on their way, so that memory does not grow. With one thread everything happens in pop().
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace proviso {

template <class Job> class Pipeline {
  public:
    /// `work` is called on any thread, for one job at a time each. What it throws comes out of pop().
    Pipeline(unsigned threads, std::function<void(Job &)> work) : work_(std::move(work)) {
        // The pushing thread has its own work; with two it reads and writes while the other computes.
        for (unsigned i = 1; i < threads; ++i) workers_.emplace_back([this] { serve(); });
    }
    Pipeline(const Pipeline &) = delete;
    Pipeline &operator=(const Pipeline &) = delete;
    ~Pipeline() {
        {
            const std::lock_guard lock(mutex_);
            stop_ = true;
        }
        wake_workers_.notify_all();
        for (std::thread &worker : workers_) worker.join();
    }

    [[nodiscard]] bool full() const { return slots_.size() >= depth(); }
    [[nodiscard]] bool empty() const { return slots_.empty(); }

    void push(Job job) {
        auto slot = std::make_unique<Slot>();
        slot->job = std::move(job);
        {
            const std::lock_guard lock(mutex_);
            todo_.push_back(slot.get());
        }
        slots_.push_back(std::move(slot));
        wake_workers_.notify_one();
    }

    /// The oldest job, done. Lends a hand while it waits.
    [[nodiscard]] Job pop() {
        Slot &slot = *slots_.front();
        std::unique_lock lock(mutex_);
        while (!slot.done) {
            if (todo_.empty()) {
                wake_owner_.wait(lock, [&] { return slot.done || !todo_.empty(); });
                continue;
            }
            Slot *next = todo_.front();
            todo_.pop_front();
            lock.unlock();
            run(*next);
            lock.lock();
            next->done = true;
        }
        lock.unlock();
        if (slot.failed) std::rethrow_exception(slot.failed);
        Job job = std::move(slot.job);
        slots_.pop_front();
        return job;
    }

  private:
    struct Slot {
        Job job;
        bool done = false;
        std::exception_ptr failed;
    };

    [[nodiscard]] std::size_t depth() const { return 4 * (workers_.size() + 1); }

    void run(Slot &slot) {
        try {
            work_(slot.job);
        } catch (...) { slot.failed = std::current_exception(); }
    }

    void serve() {
        std::unique_lock lock(mutex_);
        for (;;) {
            wake_workers_.wait(lock, [this] { return stop_ || !todo_.empty(); });
            if (stop_) return;
            Slot *slot = todo_.front();
            todo_.pop_front();
            lock.unlock();
            run(*slot);
            lock.lock();
            slot->done = true;
            wake_owner_.notify_one();
        }
    }

    std::function<void(Job &)> work_;
    std::deque<std::unique_ptr<Slot>> slots_; ///< the owner's, in order
    std::mutex mutex_;
    std::condition_variable wake_workers_, wake_owner_;
    std::deque<Slot *> todo_;
    bool stop_ = false;
    std::vector<std::thread> workers_;
};

} // namespace proviso
