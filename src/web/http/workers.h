// The threads that run the application's handlers, so that a slow one never holds up the connections. First
// come, first served; it knows nothing of requests.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace heed::web {

class Workers {
 public:
  /// A job is told whether to do its work, or only to let go because the pool has stopped. It must not throw.
  using Job = std::function<void(bool run)>;

  ~Workers() { stop(); }

  void start(unsigned threads) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }

  void post(Job job) {
    {
      std::lock_guard lock(mutex_);
      if (!stopped_) {
        jobs_.push_back(std::move(job));
        ready_.notify_one();
        return;
      }
    }
    job(false);
  }

  /// Waits for the jobs that run; those that wait are told to let go.
  void stop() {
    std::deque<Job> left;
    {
      std::lock_guard lock(mutex_);
      stopped_ = true;
      left.swap(jobs_);
      ready_.notify_all();
    }
    for (auto& job : left) job(false);
    for (auto& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  void work() {
    for (;;) {
      Job job;
      {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return stopped_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        job = std::move(jobs_.front());
        jobs_.pop_front();
      }
      job(true);
    }
  }

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Job> jobs_;
  std::vector<std::thread> threads_;
  bool stopped_ = false;
};

}  // namespace heed::web
