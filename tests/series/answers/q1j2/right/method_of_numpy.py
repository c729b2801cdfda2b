grad_window_v_c = np.add.reduce
